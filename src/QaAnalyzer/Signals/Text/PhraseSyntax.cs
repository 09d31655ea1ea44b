using System.Text;

namespace QaAnalyzer.Signals.Text;

/// <summary>Turns the notation of a phrase list (alternatives, optional parts, gaps, anchors) into concrete forms.</summary>
internal static class PhraseSyntax
{
    private const int MostForms = 2_000;
    private const char Gap = '\u2026';
    private const char ClosedGap = '\uE000';

    /// <summary>All forms of a pattern.</summary>
    /// <exception cref="FormatException">The pattern is malformed; the message says how.</exception>
    public static IReadOnlyList<PhraseForm> Parse(string pattern)
    {
        var atStart = pattern.StartsWith('^');
        var atEnd = pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal);
        var goesOn = pattern.EndsWith('*') && !pattern.EndsWith("\\*", StringComparison.Ordinal);
        var body = pattern[(atStart ? 1 : 0)..(pattern.Length - (atEnd || goesOn ? 1 : 0))];
        var position = 0;
        var texts = Sequence(body, ref position, depth: 0);
        if (position < body.Length) throw new FormatException($"a closing '{body[position]}' without its opening");
        return [.. texts.Distinct().Select(text => Form(text, atStart, atEnd, goesOn))];
    }

    private static PhraseForm Form(string text, bool atStart, bool atEnd, bool goesOn)
    {
        var normal = new NormalizedText();
        var pieces = new List<string>();
        foreach (var piece in text.Split(ClosedGap))
        {
            normal.Set(piece.AsSpan());
            var trimmed = normal.Chars.Trim(' ').ToString();
            if (trimmed.Length == 0) throw new FormatException("a form of it has nothing to look for (everything optional, or a gap at an end)");
            pieces.Add(trimmed);
        }

        return new(pieces, atStart, atEnd, goesOn);
    }

    private static List<string> Sequence(string pattern, ref int position, int depth)
    {
        var forms = new List<string> { "" };
        while (position < pattern.Length && pattern[position] is not (']' or ')' or '|'))
        {
            var c = pattern[position++];
            List<string> next = c switch
            {
                '[' => Alternatives(pattern, ref position, ']', depth + 1),
                '(' => [.. Alternatives(pattern, ref position, ')', depth + 1), ""],
                '\\' when position < pattern.Length => [pattern[position++].ToString()],
                Gap => [ClosedGap.ToString()],
                _ => [c.ToString()],
            };
            forms = Product(forms, next);
        }

        return forms;
    }

    private static List<string> Alternatives(string pattern, ref int position, char close, int depth)
    {
        if (depth > 8) throw new FormatException("brackets nested more than eight deep");
        var all = new List<string>();
        while (true)
        {
            all.AddRange(Sequence(pattern, ref position, depth));
            if (position >= pattern.Length) throw new FormatException($"a missing '{close}'");
            var c = pattern[position++];
            if (c == close) return all;
            if (c != '|') throw new FormatException($"'{c}' where '{close}' or '|' was expected");
        }
    }

    private static List<string> Product(List<string> heads, List<string> tails)
    {
        if (tails.Count == 1)
        {
            for (var i = 0; i < heads.Count; i++) heads[i] += tails[0];
            return heads;
        }

        if (heads.Count * tails.Count > MostForms) throw new FormatException($"more than {MostForms} forms; split it into several lines");
        var product = new List<string>(heads.Count * tails.Count);
        foreach (var head in heads)
        {
            foreach (var tail in tails) product.Add(new StringBuilder(head).Append(tail).ToString());
        }

        return product;
    }
}
