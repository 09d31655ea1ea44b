using System.Diagnostics;
using System.Text;
using QaAnalyzer.Conversations;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Text.Tagging;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Bench;

/// <summary>
/// Utterances per second on one core over the same texts in one run: the classifier alone, the phrase pass alone, both, and, where it is
/// installed, fastText with 33 one-vs-all labels and character 4-grams as a public peer. The ratio is the figure; seconds depend on the machine.
/// </summary>
internal static class TaggerSpeed
{
    private const int Characters = 34;
    private const int Utterances = 20_000;
    private const int Rounds = 5;

    public static void Run(string path)
    {
        var texts = Texts(path);
        Console.WriteLine($"{texts.Count} utterances of {Characters} characters, best of {Rounds} rounds, one core");
        var normal = texts.Select(t => Normal(t)).ToArray();
        var empty = new NormalizedText();
        var classifier = Shipped.Classifier();
        var probabilities = new float[TagVocabulary.Text.Count];
        var phrases = PhraseMatcher.Load(Shipped.Phrases);
        var scratch = new PhraseScratch();
        var scratchText = new NormalizedText();
        var reader = new NeutralReader(phrases.Neutral);

        var alone = Report("classifier, 33 tags", () =>
        {
            foreach (var text in normal) classifier.Classify(new(Speaker.Agent, text, empty, default), probabilities);
        });
        Report("normalisation", () =>
        {
            foreach (var text in texts) reader.Read(text, scratchText);
        });
        var lists = Report("phrase pass", () =>
        {
            foreach (var text in normal) phrases.Tags(text, null, Speaker.Agent, scratch);
        });
        Report("normalise, phrases, classify", () =>
        {
            foreach (var text in texts)
            {
                reader.Read(text, scratchText);
                classifier.Classify(new(Speaker.Agent, scratchText, empty, phrases.Tags(scratchText, null, Speaker.Agent, scratch)), probabilities);
            }
        });
        Console.WriteLine($"classifier : phrase pass = {alone / lists:0.0} : 1");
        if (FastText.Rate(texts) is { } peer) Console.WriteLine($"{"fastText predict-prob",-30} {peer,10:0}/s   classifier : fastText = {alone / peer:0.0} : 1");
        else Console.WriteLine("fastText is not installed (package fasttext): no peer in this run");
    }

    private static List<string> Texts(string path)
    {
        var all = new TranscriptImport(new()).Read([path]).OfType<Accepted>().SelectMany(a => a.Conversation.Utterances).Select(u => u.Text);
        var joined = new StringBuilder();
        foreach (var text in all) joined.Append(text.ReplaceLineEndings(" ")).Append(' ');
        var source = joined.ToString();
        return [.. Enumerable.Range(0, Utterances).Select(i => source.Substring(i * Characters % (source.Length - Characters), Characters))];
    }

    private static NormalizedText Normal(string text)
    {
        var normal = new NormalizedText();
        normal.Set(text);
        return normal;
    }

    private static double Report(string what, Action pass)
    {
        pass();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            pass();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Rounds / Utterances;
        Console.WriteLine($"{what,-30} {Utterances / best,10:0}/s   {bytes:0.0} B/utterance");
        return Utterances / best;
    }
}
