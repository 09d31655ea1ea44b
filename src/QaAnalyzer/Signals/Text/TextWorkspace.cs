using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Signals.Text;

/// <summary>Working memory of one thread for judging utterances, one after the other; nothing is allocated until a tag is found.</summary>
internal sealed class TextWorkspace(PhraseMatcher phrases, ITagClassifier? classifier)
{
    private readonly NeutralReader _reader = new(phrases.Neutral);
    private readonly PhraseScratch _scratch = new();
    private readonly float[] _probabilities = new float[TagVocabulary.Text.Count];
    private NormalizedText _context = new();
    private string? _textOf;
    private string? _contextOf;
    private TagInput _judged;

    /// <summary>The utterance judged last, as it was heard.</summary>
    public NormalizedText Text { get; private set; } = new();

    public bool HasClassifier => classifier is not null;

    public TextVerdicts Judge(Speaker speaker, string text, string? previous)
    {
        Read(text, previous);
        var matched = phrases.Tags(Text, previous is null ? null : _context, speaker, _scratch);
        if (classifier is null) return new(matched.Any, matched.Any);

        _judged = new TagInput(speaker, Text, _context, matched);
        classifier.Classify(_judged, _probabilities);
        var found = 0ul;
        for (var t = 0; t < _probabilities.Length; t++)
        {
            if (_probabilities[t] > 0 && _probabilities[t] >= classifier.Threshold(t, _judged.IsChinese)) found |= 1ul << t;
        }

        return new(found, matched.Any);
    }

    /// <summary>Calibrated probability of a tag for the utterance judged last.</summary>
    public float Probability(int tag) => _probabilities[tag];

    /// <summary>Probability from which the tag holds for the utterance judged last.</summary>
    public float Threshold(int tag) => classifier?.Threshold(tag, _judged.IsChinese) ?? 0;

    /// <summary>Which words of the utterance judged last spoke most for or against a tag.</summary>
    public TagExplanation Explain(int tag, int most) => classifier?.Explain(tag, most) ?? TagExplanation.None;

    /// <summary>Of the matches of a tag the surest, then longest, then first.</summary>
    public PhraseMatch BestMatch(int tag)
    {
        PhraseMatch? best = null;
        foreach (var match in _scratch.Matches)
        {
            if (match.Phrase.TagIndex == tag && (best is not { } other || IsBetter(match, other))) best = match;
        }

        return best ?? throw new InvalidOperationException("no phrase of the tag matched");
    }

    /// <summary>The phrases of a tag that matched, as their list writes them.</summary>
    public IReadOnlyList<string> MatchesOf(int tag) => [.. _scratch.Matches.Where(m => m.Phrase.TagIndex == tag).Select(m => m.Phrase.Written).Distinct()];

    /// <summary>In a dialogue the words before are those that were read last, or the same as last time.</summary>
    private void Read(string text, string? previous)
    {
        if (ReferenceEquals(previous, _textOf))
        {
            (Text, _context) = (_context, Text);
            (_textOf, _contextOf) = (_contextOf, _textOf);
        }

        if (!ReferenceEquals(previous, _contextOf)) _reader.Read(_contextOf = previous, _context);
        _reader.Read(_textOf = text, Text);
    }

    private static bool IsBetter(PhraseMatch a, PhraseMatch b)
    {
        if (a.Phrase.Probability != b.Phrase.Probability) return a.Phrase.Probability > b.Phrase.Probability;
        return a.End - a.Start != b.End - b.Start ? a.End - a.Start > b.End - b.Start : a.Start < b.Start;
    }
}

/// <summary>Bits per tag: what holds in the end, and which phrase lists matched.</summary>
internal readonly record struct TextVerdicts(ulong Found, ulong Phrases);
