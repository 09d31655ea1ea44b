namespace QaAnalyzer.Signals.Text;

/// <summary>
/// Where phrases may begin in a text. One pass finds the beginnings of all phrases and, for those with a gap, what must follow it. A tree is
/// tried only where both stand, and where the characters behind the beginning are some that its phrase can go on with. Immutable and shared.
/// </summary>
internal sealed class PhraseStarts
{
    private readonly LiteralFinder _literals;

    /// <summary>Those of the first literal, then those of the second, …</summary>
    private readonly Start[] _starts;
    private readonly int[] _from;

    public PhraseStarts(IReadOnlyList<Phrase> phrases)
    {
        var literals = phrases.SelectMany(p => p.Beginnings.Keys.Concat(p.Pivots)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var numbers = literals.Index().ToDictionary(l => l.Item, l => l.Index, StringComparer.Ordinal);
        var starts = phrases
            .SelectMany(phrase => phrase.Beginnings, (phrase, beginning) => (
                Literal: numbers[beginning.Key],
                Start: new Start(phrase, beginning.Value, phrase.Pattern.AtSentenceStart, [.. phrase.Pivots.Select(p => numbers[p])])))
            .ToLookup(s => s.Literal, s => s.Start);
        _literals = new(literals);

        // The surest first, so that the others need not be tried.
        _starts = [.. literals.SelectMany((_, literal) => starts[literal].OrderByDescending(s => s.Phrase.Probability))];
        _from = new int[literals.Count + 1];
        for (var literal = 0; literal < literals.Count; literal++) _from[literal + 1] = _from[literal] + starts[literal].Count();
    }

    /// <summary>Fills <see cref="PhraseScratch.Candidates"/>, in order of their starts, and for them <see cref="PhraseScratch.Layout"/>.</summary>
    public void Find(NormalizedText text, PhraseScratch scratch)
    {
        scratch.Candidates.Clear();
        var hits = scratch.Hits;
        hits.Clear();
        _literals.Find(text.Chars, hits);
        if (hits.Count == 0) return;

        scratch.Layout.Set(text);
        var lastStart = scratch.LastStarts(_from.Length - 1);
        foreach (var hit in hits) lastStart[hit.Literal] = hit.Start;
        foreach (var hit in hits) AddCandidates(hit, text.Chars, lastStart, scratch);
        foreach (var hit in hits) lastStart[hit.Literal] = PhraseScratch.Nowhere;
    }

    private void AddCandidates(LiteralHit hit, ReadOnlySpan<char> text, ReadOnlySpan<int> lastStart, PhraseScratch scratch)
    {
        var starts = _starts.AsSpan(_from[hit.Literal].._from[hit.Literal + 1]);
        if (starts.IsEmpty || scratch.Layout.CutsWord(hit.Start)) return;
        var next = Lookahead.At(text, hit.End);
        bool? startsSentence = null;
        foreach (ref readonly var start in starts)
        {
            if (!start.Next.MayHave(next) || !start.HasPivot(hit.Start, lastStart)) continue;
            if (start.OfSentence && !(startsSentence ??= scratch.Layout.IsSentenceStart(hit.Start))) continue;
            scratch.Candidates.Add(new(start.Phrase, hit.Start));
        }
    }

    private readonly record struct Start(Phrase Phrase, Lookahead Next, bool OfSentence, int[] Pivots)
    {
        public bool HasPivot(int at, ReadOnlySpan<int> lastStart)
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
