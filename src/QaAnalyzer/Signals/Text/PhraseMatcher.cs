namespace QaAnalyzer.Signals.Text;

/// <summary>
/// All phrase lists as one automaton. One pass finds the literal pieces; the few that are hit are then put together and their
/// guards checked. Immutable and shared; the scratch space belongs to the caller's thread.
/// </summary>
internal sealed class PhraseMatcher
{
    private const int GuardReach = 6;

    private readonly PhraseAutomaton _automaton;
    private readonly Candidate[][] _startingWith;

    public PhraseMatcher(IReadOnlyList<Phrase> phrases)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        int IdOf(string literal)
        {
            if (!ids.TryGetValue(literal, out var id)) ids.Add(literal, id = ids.Count);
            return id;
        }

        var candidates = phrases
            .SelectMany(phrase => phrase.Forms.Select(form => new Candidate(phrase, form, [.. form.Pieces.Select(IdOf)])))
            .ToLookup(candidate => candidate.Pieces[0]);
        _automaton = new([.. ids.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
        _startingWith = [.. Enumerable.Range(0, ids.Count).Select(id => candidates[id].ToArray())];
    }

    /// <summary>Appends every phrase that matches.</summary>
    /// <param name="text">Normalised text of the utterance.</param>
    /// <param name="previous">Original text of the other side's last utterance, for phrases that answer something.</param>
    public void Match(NormalizedText text, string? previous, PhraseScratch scratch, List<PhraseMatch> matches)
    {
        scratch.Hits.Clear();
        _automaton.Find(text.Chars, scratch.Hits);
        if (scratch.Hits.Count == 0) return;

        scratch.Layout.Set(text);
        var hits = scratch.Hits;
        for (var i = 0; i < hits.Count; i++)
        {
            foreach (var candidate in _startingWith[hits[i].Literal])
            {
                var end = EndOfForm(candidate, hits, i, scratch.Layout);
                if (end > 0 && Allowed(candidate, hits[i].Start, end, previous, scratch)) matches.Add(new(candidate.Phrase, hits[i].Start, end));
            }
        }
    }

    /// <summary>End of the last piece when all pieces follow within their gaps, else -1.</summary>
    private static int EndOfForm(Candidate candidate, List<LiteralHit> hits, int first, SentenceLayout layout)
    {
        var end = hits[first].End;
        for (var piece = 1; piece < candidate.Pieces.Length; piece++)
        {
            var next = -1;
            for (var i = first + 1; i < hits.Count; i++)
            {
                if (hits[i].Literal != candidate.Pieces[piece] || hits[i].Start < end) continue;
                if (hits[i].Start - end <= candidate.Phrase.GapLimit && layout.SameSentence(end, hits[i].Start)) next = hits[i].End;
                break;
            }

            if (next < 0) return -1;
            end = next;
        }

        return end;
    }

    private static bool Allowed(Candidate candidate, int start, int end, string? previous, PhraseScratch scratch)
    {
        var (phrase, form) = (candidate.Phrase, candidate.Form);
        var layout = scratch.Layout;
        if (layout.CutsWord(start) || (!form.WordMayGoOn && layout.CutsWord(end))) return false;
        if (form.AtSentenceStart && !layout.IsSentenceStart(start)) return false;
        if (form.AtSentenceEnd && !layout.IsSentenceEnd(end)) return false;
        if (!phrase.Quoted && layout.InsideQuotes(start, end)) return false;

        var before = layout.ClauseBefore(start, GuardReach);
        foreach (var guard in phrase.NotAfter)
        {
            if (StandsIn(before, guard) || LongGuardStands(layout, start, guard)) return false;
        }

        var behind = layout.From(end).TrimStart(' ');
        foreach (var guard in phrase.NotBefore)
        {
            if (behind.StartsWith(guard, StringComparison.Ordinal)) return false;
        }

        return phrase.ReplyTo.Count == 0 || AnswersTo(phrase, previous, scratch.Previous);
    }

    private static bool StandsIn(ReadOnlySpan<char> clause, string guard) => clause.Contains(guard, StringComparison.Ordinal);

    /// <summary>English guards are longer than the reach: they must stand directly before the match.</summary>
    private static bool LongGuardStands(SentenceLayout layout, int start, string guard) =>
        guard.Length >= GuardReach && StandsIn(layout.ClauseBefore(start, guard.Length + GuardReach), guard);

    private static bool AnswersTo(Phrase phrase, string? previous, NormalizedText scratch)
    {
        if (previous is null) return false;
        scratch.Set(previous);
        foreach (var word in phrase.ReplyTo)
        {
            if (scratch.Chars.Contains(word, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private sealed record Candidate(Phrase Phrase, PhraseForm Form, int[] Pieces);
}

/// <summary>A phrase at [Start, End) of the normalised text.</summary>
internal readonly record struct PhraseMatch(Phrase Phrase, int Start, int End);

/// <summary>Working memory of one thread.</summary>
internal sealed class PhraseScratch
{
    public List<LiteralHit> Hits { get; } = [];

    public SentenceLayout Layout { get; } = new();

    public NormalizedText Previous { get; } = new();
}
