using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Signals.Text;

/// <summary>
/// All phrase lists as one automaton. One pass over the text finds where a phrase can begin; only there is its tree tried and are
/// its guards checked. Immutable and shared; the scratch space belongs to the caller's thread.
/// </summary>
internal sealed class PhraseMatcher
{
    private const int GuardReach = 6;

    private readonly PhraseAutomaton _automaton;
    private readonly Phrase[][] _agentPhrases;
    private readonly Phrase[][] _customerPhrases;

    public PhraseMatcher(IReadOnlyList<Phrase> phrases)
    {
        var byTrigger = phrases
            .SelectMany(phrase => phrase.Triggers.Select(trigger => (trigger, phrase)))
            .GroupBy(pair => pair.trigger, pair => pair.phrase, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        _automaton = new([.. byTrigger.Select(group => group.Key)]);
        _agentPhrases = [.. byTrigger.Select(group => Of(group, Speaker.Agent))];
        _customerPhrases = [.. byTrigger.Select(group => Of(group, Speaker.Customer))];
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
        _automaton.Find(text.Chars, scratch.Hits);
        var tags = default(PhraseTags);
        if (scratch.Hits.Count == 0) return tags;

        scratch.Layout.Set(text);
        var beginningWith = speaker == Speaker.Agent ? _agentPhrases : _customerPhrases;
        foreach (var hit in scratch.Hits)
        {
            foreach (var phrase in beginningWith[hit.Literal])
            {
                if (phrase.Probability < scratch.Surest[phrase.TagIndex]) continue;
                var end = End(phrase, hit.Start, previous, scratch);
                if (end < 0) continue;
                scratch.Surest[phrase.TagIndex] = phrase.Probability;
                scratch.Matches.Add(new(phrase, hit.Start, end));
                tags = tags.With(phrase.TagIndex, phrase.Probability);
            }
        }

        return tags;
    }

    /// <summary>The surest first, so that the others need not be tried.</summary>
    private static Phrase[] Of(IEnumerable<Phrase> phrases, Speaker speaker) =>
        [.. phrases.Where(p => TagVocabulary.SpeakerOf(p.Tag) == speaker).OrderByDescending(p => p.Probability)];

    /// <summary>Where the phrase that starts here ends, at the latest; -1 when it does not match or a guard forbids it.</summary>
    internal static int End(Phrase phrase, int start, NormalizedText? previous, PhraseScratch scratch)
    {
        var layout = scratch.Layout;
        if (layout.CutsWord(start) || (phrase.Pattern.AtSentenceStart && !layout.IsSentenceStart(start))) return -1;
        var end = scratch.Tree.LongestEnd(phrase, layout, start);
        if (end < 0 || (!phrase.Quoted && layout.InsideQuotes(start, end)) || IsForbiddenBefore(phrase, layout, start)) return -1;
        return phrase.ReplyTo.Length == 0 || AnswersTo(phrase, previous) ? end : -1;
    }

    /// <summary>A guard begins before the match in the same clause; it may reach into it ("不是要" before "要投诉").</summary>
    private static bool IsForbiddenBefore(Phrase phrase, SentenceLayout layout, int start)
    {
        foreach (var guard in phrase.NotAfter)
        {
            var before = layout.ClauseBefore(start, Math.Max(GuardReach, guard.Length + 2));
            var window = layout.From(start - before.Length);
            var reach = Math.Min(window.Length, before.Length + guard.Length - 1);
            if (window[..reach].Contains(guard, StringComparison.Ordinal)) return true;
        }

        return false;
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
    public List<LiteralHit> Hits { get; } = [];

    public List<PhraseMatch> Matches { get; } = [];

    /// <summary>Per tag the probability of its surest match so far.</summary>
    public double[] Surest { get; } = new double[TagVocabulary.Text.Count];

    public SentenceLayout Layout { get; } = new();

    public PhraseTree Tree { get; } = new();

    public void Clear()
    {
        Hits.Clear();
        Matches.Clear();
        Array.Clear(Surest);
    }
}
