using System.Diagnostics;
using QaAnalyzer.Conversations;
using QaAnalyzer.Learning;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Bench;

/// <summary>
/// Training on reviewed conversations, then the scoring stage on all cores: from signals to distributions, and to whole drafts with their
/// reasons. Signals are found before the clock starts; <c>stages</c> measures those.
/// </summary>
internal static class ScorerSpeed
{
    private const int Rounds = 5;

    public static void Run(string path, string rubricId)
    {
        var rubric = RubricCatalog.Load(Shipped.Rubrics).Find(rubricId) ?? throw new ArgumentException($"there is no rubric {rubricId}");
        var detectors = Shipped.Detectors();
        List<Conversation> conversations = [.. new TranscriptImport(new()).Read([path]).OfType<Accepted>().Select(a => a.Conversation)];
        var file = Path.GetTempFileName();
        try
        {
            var watch = Stopwatch.StartNew();
            var build = ScorerBuild.Read(new(rubric, detectors, Shipped.Site), conversations, Shipped.Moods());
            var read = watch.Elapsed;
            build.Train([Path.GetFileName(path)], new(2026, 1, 1), file);
            Console.WriteLine($"{build.Conversations} conversations, {Environment.ProcessorCount} cores");
            Console.WriteLine($"train: {watch.Elapsed.TotalSeconds:0.0} s, of it {read.TotalSeconds:0.0} s for signals; file {new FileInfo(file).Length / 1e6:0.0} MB");
            var scorer = LearnedScorer.Load(file);
            Report("score: distributions", conversations, detectors, rubric, c => scorer.Distributions(c, c).Count);
            Report("score: drafts with reasons", conversations, detectors, rubric, c => scorer.Drafts(c, c).Count);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Contexts are new in every round: what a context keeps would otherwise be computed once for all rounds.</summary>
    private static void Report(string stage, List<Conversation> conversations, IReadOnlyList<ISignalDetector> detectors, Rubric rubric, Func<AnalysisContext, int> work)
    {
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            AnalysisContext[] contexts = [.. conversations.AsParallel().AsOrdered().Select(c => Detected(c, detectors, rubric))];
            var watch = Stopwatch.StartNew();
            Parallel.ForEach(contexts, context => work(context));
            best = watch.Elapsed < best ? watch.Elapsed : best;
        }

        Console.WriteLine($"{stage,-28} {best.TotalMicroseconds / conversations.Count,8:0.0} us/conversation {conversations.Count / best.TotalSeconds,10:0} conversations/s");
    }

    private static AnalysisContext Detected(Conversation conversation, IReadOnlyList<ISignalDetector> detectors, Rubric rubric)
    {
        var context = new AnalysisContext(conversation, rubric.Thresholds);
        foreach (var detector in detectors) detector.Detect(context);
        return context;
    }
}
