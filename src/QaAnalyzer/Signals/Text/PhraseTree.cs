namespace QaAnalyzer.Signals.Text;

/// <summary>
/// Tries the tree of one phrase at one place, with backtracking: trees are small and places few. What comes after an open bracket is kept
/// on a stack that is reused, so that trying allocates nothing. Not thread-safe.
/// </summary>
internal sealed class PhraseTree
{
    private const int None = -1;

    private Frame[] _frames = new Frame[16];
    private int _open;

    /// <summary>The latest end of a match that starts at <paramref name="start"/>, or -1.</summary>
    public int LongestEnd(Phrase phrase, SentenceLayout layout, int start) => Try(phrase, layout, phrase.Pattern.Parts, 0, start, None);

    private int Try(Phrase phrase, SentenceLayout layout, PhrasePart[] parts, int at, int position, int outer)
    {
        while (at == parts.Length)
        {
            if (outer == None) return MayEnd(phrase, layout, position) ? position : -1;
            (parts, at, outer) = (_frames[outer].Parts, _frames[outer].At, _frames[outer].Outer);
        }

        return parts[at] switch
        {
            PhrasePart.Literal literal => layout.From(position).StartsWith(literal.Text, StringComparison.Ordinal)
                ? Try(phrase, layout, parts, at + 1, position + literal.Text.Length, outer)
                : -1,
            PhrasePart.Choice choice => TryWays(phrase, layout, choice, new(parts, at + 1, outer), position),
            var gap => TryGap(phrase, layout, (PhrasePart.Gap)gap, new(parts, at + 1, outer), position),
        };
    }

    private int TryWays(Phrase phrase, SentenceLayout layout, PhrasePart.Choice choice, Frame behind, int position)
    {
        if (!choice.Here.MayHave(Lookahead.At(layout.Chars, position))) return -1;
        var ways = choice.WaysAt(position < layout.Length ? layout.From(position)[0] : null);
        if (ways.Length == 0) return -1;
        if (_open == _frames.Length) Array.Resize(ref _frames, _open * 2);
        var frame = _open++;
        _frames[frame] = behind;
        var longest = -1;
        foreach (var way in ways) longest = Math.Max(longest, Try(phrase, layout, way, 0, position, frame));
        _open--;
        return longest;
    }

    private int TryGap(Phrase phrase, SentenceLayout layout, PhrasePart.Gap gap, Frame behind, int position)
    {
        var last = Math.Min(layout.Length, position + phrase.GapLimit);
        for (var next = position; next <= last; next++)
        {
            var end = gap.Behind.MayHave(Lookahead.At(layout.Chars, next)) ? Try(phrase, layout, behind.Parts, behind.At, next, behind.Outer) : -1;
            if (end >= 0) return end;
            if (next < last && layout.EndsSentence(next)) break;
        }

        return -1;
    }

    private static bool MayEnd(Phrase phrase, SentenceLayout layout, int end)
    {
        if (!phrase.Pattern.WordMayGoOn && layout.CutsWord(end)) return false;
        if (phrase.Pattern.AtSentenceEnd && !layout.IsSentenceEnd(end)) return false;
        return !phrase.Guards.ForbidBehind(layout, end);
    }

    /// <summary>Where to go on when a way is at its end.</summary>
    private readonly record struct Frame(PhrasePart[] Parts, int At, int Outer);
}
