namespace QaAnalyzer.Signals.Text;

/// <summary>
/// Where phrases may begin in a text. One pass of an automaton finds the beginnings of all phrases and, for those with a gap, what must
/// follow it; a tree is tried only where both stand. Immutable and shared.
/// </summary>
internal sealed class PhraseStarts
{
    private readonly PhraseAutomaton _automaton;
    private readonly Start[][] _byLiteral;

    public PhraseStarts(IReadOnlyList<Phrase> phrases)
    {
        var literals = phrases.SelectMany(p => p.Triggers.Concat(p.Pivots)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var numbers = literals.Index().ToDictionary(l => l.Item, l => l.Index, StringComparer.Ordinal);
        var starts = phrases
            .SelectMany(phrase => phrase.Triggers, (phrase, trigger) => (Literal: numbers[trigger], Start: new Start(phrase, [.. phrase.Pivots.Select(p => numbers[p])])))
            .ToLookup(s => s.Literal, s => s.Start);
        _automaton = new(literals);

        // The surest first, so that the others need not be tried.
        _byLiteral = [.. literals.Select((_, literal) => starts[literal].OrderByDescending(s => s.Phrase.Probability).ToArray())];
    }

    /// <summary>Fills <see cref="PhraseScratch.Candidates"/>, in order of the beginnings' ends.</summary>
    public void Find(ReadOnlySpan<char> text, PhraseScratch scratch)
    {
        scratch.Candidates.Clear();
        var hits = scratch.Hits;
        hits.Clear();
        _automaton.Find(text, hits);
        if (hits.Count == 0) return;

        var lastStart = scratch.LastStarts(_byLiteral.Length);
        foreach (var hit in hits) lastStart[hit.Literal] = hit.Start;
        foreach (var hit in hits)
        {
            foreach (var start in _byLiteral[hit.Literal])
            {
                if (start.MayMatch(hit.Start, lastStart)) scratch.Candidates.Add(new(start.Phrase, hit.Start));
            }
        }

        foreach (var hit in hits) lastStart[hit.Literal] = PhraseScratch.Nowhere;
    }

    private readonly record struct Start(Phrase Phrase, int[] Pivots)
    {
        public bool MayMatch(int at, ReadOnlySpan<int> lastStart)
        {
            foreach (var pivot in Pivots)
            {
                if (lastStart[pivot] > at) return true;
            }

            return Pivots.Length == 0;
        }
    }
}

/// <summary>A phrase that may stand at a place of the normalised text.</summary>
internal readonly record struct PhraseCandidate(Phrase Phrase, int Start);
