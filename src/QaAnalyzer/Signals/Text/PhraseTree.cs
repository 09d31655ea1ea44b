namespace QaAnalyzer.Signals.Text;

/// <summary>Tries the tree of one phrase at one place, with backtracking: trees are small and places few.</summary>
internal static class PhraseTree
{
    /// <summary>The latest end of a match that starts at <paramref name="start"/>, or -1.</summary>
    public static int LongestEnd(Phrase phrase, SentenceLayout layout, int start) => Try(phrase, layout, phrase.Pattern.Parts, 0, start, null);

    private static int Try(Phrase phrase, SentenceLayout layout, IReadOnlyList<PhrasePart> parts, int at, int position, Outer? outer)
    {
        if (at == parts.Count)
        {
            if (outer is not null) return Try(phrase, layout, outer.Parts, outer.At, position, outer.Next);
            return MayEnd(phrase, layout, position) ? position : -1;
        }

        switch (parts[at])
        {
            case PhrasePart.Literal literal:
                return layout.From(position).StartsWith(literal.Text, StringComparison.Ordinal)
                    ? Try(phrase, layout, parts, at + 1, position + literal.Text.Length, outer)
                    : -1;
            case PhrasePart.Choice choice:
                var longest = -1;
                var ways = choice.WaysAt(position < layout.Length ? layout.From(position)[0] : null);
                if (ways.Length == 0) return -1;
                var behind = new Outer(parts, at + 1, outer);
                foreach (var way in ways) longest = Math.Max(longest, Try(phrase, layout, way, 0, position, behind));
                return longest;
            default:
                var last = Math.Min(layout.Length, position + phrase.GapLimit);
                for (var next = position; next <= last; next++)
                {
                    var end = Try(phrase, layout, parts, at + 1, next, outer);
                    if (end >= 0) return end;
                    if (next < last && layout.EndsSentence(next)) break;
                }

                return -1;
        }
    }

    private static bool MayEnd(Phrase phrase, SentenceLayout layout, int end)
    {
        if (!phrase.Pattern.WordMayGoOn && layout.CutsWord(end)) return false;
        if (phrase.Pattern.AtSentenceEnd && !layout.IsSentenceEnd(end)) return false;
        var behind = layout.From(end);
        foreach (var guard in phrase.NotBefore)
        {
            if (behind.StartsWith(guard, StringComparison.Ordinal) || behind.TrimStart(' ').StartsWith(guard, StringComparison.Ordinal)) return false;
        }

        return true;
    }

    private sealed record Outer(IReadOnlyList<PhrasePart> Parts, int At, Outer? Next);
}
