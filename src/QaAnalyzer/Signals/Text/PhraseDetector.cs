using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Signals.Text;

/// <summary>Signals from the phrase lists: for every utterance and tag the surest, then longest, then first match.</summary>
public sealed class PhraseDetector : ISignalDetector
{
    [ThreadStatic]
    private static Scratch? _scratch;

    private readonly PhraseMatcher _matcher;

    internal PhraseDetector(IReadOnlyList<Phrase> phrases) => _matcher = new(phrases);

    /// <exception cref="Data.DataFileException">A list cannot be used.</exception>
    public static PhraseDetector Load(string folder) => new(PhraseLists.Load(folder));

    public string Name => "phrases";

    public IReadOnlyCollection<string> Tags => (IReadOnlyCollection<string>)TagVocabulary.Text;

    public void Detect(Conversation conversation, Thresholds thresholds, SignalSet signals)
    {
        var scratch = _scratch ??= new();
        string? lastAgent = null, lastCustomer = null;
        for (var i = 0; i < conversation.Utterances.Count; i++)
        {
            var utterance = conversation.Utterances[i];
            if (utterance.Speaker == Speaker.Agent)
            {
                Detect(utterance, i, lastCustomer, scratch, signals);
                lastAgent = utterance.Text;
            }
            else if (utterance.Speaker == Speaker.Customer)
            {
                Detect(utterance, i, lastAgent, scratch, signals);
                lastCustomer = utterance.Text;
            }
        }
    }

    private void Detect(Utterance utterance, int index, string? previous, Scratch scratch, SignalSet signals)
    {
        scratch.Text.Set(utterance.Text);
        scratch.Matches.Clear();
        _matcher.Match(scratch.Text, previous, scratch.Phrases, scratch.Matches);
        scratch.Matches.Sort(SurestFirst);
        for (var m = 0; m < scratch.Matches.Count; m++)
        {
            var (phrase, start, end) = scratch.Matches[m];
            if (TagVocabulary.SpeakerOf(phrase.Tag) != utterance.Speaker || SeenBefore(scratch.Matches, m)) continue;
            var span = scratch.Text.ToOriginal(start, end);
            signals.Add(new(phrase.Tag, index, span, phrase.Probability, SignalSource.Phrase, $"phrase \"{utterance.Text.AsSpan(span.Start, span.Length)}\""));
        }
    }

    private static bool SeenBefore(List<PhraseMatch> matches, int at) =>
        at > 0 && string.Equals(matches[at - 1].Phrase.Tag, matches[at].Phrase.Tag, StringComparison.Ordinal);

    private static int SurestFirst(PhraseMatch a, PhraseMatch b)
    {
        var tag = string.CompareOrdinal(a.Phrase.Tag, b.Phrase.Tag);
        if (tag != 0) return tag;
        var surer = b.Phrase.Probability.CompareTo(a.Phrase.Probability);
        if (surer != 0) return surer;
        var longer = (b.End - b.Start).CompareTo(a.End - a.Start);
        if (longer != 0) return longer;
        var earlier = a.Start.CompareTo(b.Start);
        return earlier != 0 ? earlier : string.CompareOrdinal(a.Phrase.Written, b.Phrase.Written);
    }

    private sealed class Scratch
    {
        public NormalizedText Text { get; } = new();

        public PhraseScratch Phrases { get; } = new();

        public List<PhraseMatch> Matches { get; } = [];
    }
}
