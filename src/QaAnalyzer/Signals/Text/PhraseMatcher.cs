using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Signals.Text;

/// <summary>
/// All phrase lists of both sides. One pass over the text finds where a phrase may begin; only there is its tree tried and are
/// its guards checked. Immutable and shared; the scratch space belongs to the caller's thread.
/// </summary>
internal sealed class PhraseMatcher
{
    private readonly PhraseStarts _agent;
    private readonly PhraseStarts _customer;

    /// <param name="phrases">Of both sides.</param>
    /// <param name="neutral">Words that texts are read with, as the phrases were.</param>
    public PhraseMatcher(IReadOnlyList<Phrase> phrases, WordTable neutral)
    {
        Neutral = neutral;
        _agent = Of(phrases, Speaker.Agent);
        _customer = Of(phrases, Speaker.Customer);
    }

    /// <summary>Words that a text must be read with before it is matched.</summary>
    public WordTable Neutral { get; }

    /// <summary>The lists of <c>data/phrases</c>, read with the words of the folder <c>fairness</c> beside it.</summary>
    /// <exception cref="Data.DataFileException">A file cannot be used; every problem is named.</exception>
    public static PhraseMatcher Load(string folder)
    {
        if (!Directory.Exists(folder)) return new(PhraseLists.Load(folder, WordTable.None), WordTable.None);
        var swaps = FairnessSwaps.Load(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(folder))!, "fairness"));
        var neutral = NeutralWords.Heard(swaps.Rules);
        return new(PhraseLists.Load(folder, neutral), neutral);
    }

    /// <summary>
    /// Tags of the speaker whose list matches somewhere in the text. The matches stay in the scratch: per tag all of the surest ones; a phrase
    /// that is less sure than one that matched already is not tried.
    /// </summary>
    /// <param name="text">Normalised text of the utterance.</param>
    /// <param name="previous">The other side's last utterance, for phrases that answer something.</param>
    /// <param name="speaker">Whose tags.</param>
    /// <param name="scratch">Working memory of this thread.</param>
    public PhraseTags Tags(NormalizedText text, NormalizedText? previous, Speaker speaker, PhraseScratch scratch)
    {
        scratch.Clear();
        (speaker == Speaker.Agent ? _agent : _customer).Find(text, scratch);
        var tags = default(PhraseTags);
        foreach (var (phrase, start) in scratch.Candidates)
        {
            if (phrase.Probability < scratch.Surest[phrase.TagIndex]) continue;
            var end = End(phrase, start, previous, scratch);
            if (end < 0) continue;
            scratch.Surest[phrase.TagIndex] = phrase.Probability;
            scratch.Matches.Add(new(phrase, start, end));
            tags = tags.With(phrase.TagIndex, phrase.Probability);
        }

        return tags;
    }

    private static PhraseStarts Of(IReadOnlyList<Phrase> phrases, Speaker speaker) => new([.. phrases.Where(p => TagVocabulary.SpeakerOf(p.Tag) == speaker)]);

    /// <summary>Where the candidate that starts here ends, at the latest; -1 when it does not match or a guard forbids it.</summary>
    internal static int End(Phrase phrase, int start, NormalizedText? previous, PhraseScratch scratch)
    {
        var layout = scratch.Layout;
        var end = scratch.Tree.LongestEnd(phrase, layout, start);
        if (end < 0 || (!phrase.Quoted && layout.InsideQuotes(start, end)) || phrase.Guards.ForbidBefore(layout, start)) return -1;
        return phrase.ReplyTo.Length == 0 || AnswersTo(phrase, previous) ? end : -1;
    }

    private static bool AnswersTo(Phrase phrase, NormalizedText? previous)
    {
        if (previous is null) return false;
        foreach (var word in phrase.ReplyTo)
        {
            if (previous.Chars.Contains(word, StringComparison.Ordinal)) return true;
        }

        return false;
    }
}

/// <summary>A phrase at [Start, End) of the normalised text.</summary>
internal readonly record struct PhraseMatch(Phrase Phrase, int Start, int End);

/// <summary>Working memory of one thread.</summary>
internal sealed class PhraseScratch
{
    /// <summary>No place of a text.</summary>
    public const int Nowhere = -1;

    private int[] _lastStarts = [];

    public List<LiteralHit> Hits { get; } = [];

    /// <summary>What <see cref="PhraseStarts.Find"/> found.</summary>
    public List<PhraseCandidate> Candidates { get; } = [];

    public List<PhraseMatch> Matches { get; } = [];

    /// <summary>Per tag the probability of its surest match so far.</summary>
    public double[] Surest { get; } = new double[TagVocabulary.Text.Count];

    public SentenceLayout Layout { get; } = new();

    public PhraseTree Tree { get; } = new();

    /// <summary>Per literal <see cref="Nowhere"/>; whoever writes into it restores that.</summary>
    public Span<int> LastStarts(int count)
    {
        if (_lastStarts.Length < count)
        {
            _lastStarts = new int[count];
            Array.Fill(_lastStarts, Nowhere);
        }

        return _lastStarts.AsSpan(0, count);
    }

    public void Clear()
    {
        Matches.Clear();
        Array.Clear(Surest);
    }
}
