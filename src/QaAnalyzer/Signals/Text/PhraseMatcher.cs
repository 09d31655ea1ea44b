namespace QaAnalyzer.Signals.Text;

/// <summary>
/// All phrase lists as one automaton. One pass over the text finds where a phrase can begin; only there is its tree tried and are
/// its guards checked. Immutable and shared; the scratch space belongs to the caller's thread.
/// </summary>
internal sealed class PhraseMatcher
{
    private const int GuardReach = 6;

    private readonly PhraseAutomaton _automaton;
    private readonly Phrase[][] _beginningWith;

    public PhraseMatcher(IReadOnlyList<Phrase> phrases)
    {
        var byTrigger = phrases
            .SelectMany(phrase => phrase.Pattern.Triggers().Select(trigger => (trigger, phrase)))
            .GroupBy(pair => pair.trigger, pair => pair.phrase, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        _automaton = new([.. byTrigger.Select(group => group.Key)]);
        _beginningWith = [.. byTrigger.Select(group => group.ToArray())];
    }

    /// <summary>Appends every phrase that matches.</summary>
    /// <param name="text">Normalised text of the utterance.</param>
    /// <param name="previous">The other side's last utterance, for phrases that answer something.</param>
    /// <param name="scratch">Working memory of this thread.</param>
    /// <param name="matches">Gets the matches.</param>
    public void Match(NormalizedText text, NormalizedText? previous, PhraseScratch scratch, List<PhraseMatch> matches)
    {
        scratch.Hits.Clear();
        _automaton.Find(text.Chars, scratch.Hits);
        if (scratch.Hits.Count == 0) return;

        scratch.Layout.Set(text);
        foreach (var hit in scratch.Hits)
        {
            foreach (var phrase in _beginningWith[hit.Literal])
            {
                var end = End(phrase, hit.Start, previous, scratch);
                if (end >= 0) matches.Add(new(phrase, hit.Start, end));
            }
        }
    }

    /// <summary>Bit per tag of the speaker whose list matches somewhere in the text.</summary>
    public ulong Tags(NormalizedText text, NormalizedText? previous, Conversations.Speaker speaker, PhraseScratch scratch)
    {
        scratch.Matches.Clear();
        Match(text, previous, scratch, scratch.Matches);
        var tags = 0ul;
        foreach (var match in scratch.Matches)
        {
            if (TagVocabulary.SpeakerOf(match.Phrase.Tag) == speaker) tags |= 1ul << match.Phrase.TagIndex;
        }

        return tags;
    }

    /// <summary>Where the phrase that starts here ends, at the latest; -1 when it does not match or a guard forbids it.</summary>
    private static int End(Phrase phrase, int start, NormalizedText? previous, PhraseScratch scratch)
    {
        var layout = scratch.Layout;
        if (layout.CutsWord(start) || (phrase.Pattern.AtSentenceStart && !layout.IsSentenceStart(start))) return -1;
        var end = scratch.Tree.LongestEnd(phrase, layout, start);
        if (end < 0 || (!phrase.Quoted && layout.InsideQuotes(start, end)) || IsForbiddenBefore(phrase, layout, start)) return -1;
        return phrase.ReplyTo.Count == 0 || AnswersTo(phrase, previous) ? end : -1;
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

    public SentenceLayout Layout { get; } = new();

    public PhraseTree Tree { get; } = new();
}
