using System.Text;

namespace QaAnalyzer.Signals.Text;

/// <summary>Reads the notation of a phrase list: alternatives, optional parts, gaps, anchors.</summary>
internal static class PhraseSyntax
{
    private const int DeepestNesting = 8;
    private const char Gap = '\u2026';

    /// <exception cref="FormatException">The pattern is malformed; the message says how.</exception>
    public static PhrasePattern Parse(string pattern, NeutralReader words)
    {
        var atStart = pattern.StartsWith('^');
        var atEnd = pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal);
        var goesOn = pattern.EndsWith('*') && !pattern.EndsWith("\\*", StringComparison.Ordinal);
        var body = pattern[(atStart ? 1 : 0)..(pattern.Length - (atEnd || goesOn ? 1 : 0))];
        var position = 0;
        var parts = Sequence(body, ref position, depth: 0, words);
        if (position < body.Length) throw new FormatException($"a '{body[position]}' outside of brackets; write \\{body[position]} for the sign itself");
        return new([.. parts], atStart, atEnd, goesOn);
    }

    private static List<PhrasePart> Sequence(string pattern, ref int position, int depth, NeutralReader words)
    {
        var parts = new List<PhrasePart>();
        var literal = new StringBuilder();
        while (position < pattern.Length && pattern[position] is not (']' or ')' or '|'))
        {
            var c = pattern[position++];
            if (c is '[' or '(')
            {
                Flush(literal, parts, words);
                parts.Add(Choice(pattern, ref position, c, depth + 1, words));
            }
            else if (c == Gap)
            {
                Flush(literal, parts, words);
                parts.Add(new PhrasePart.Gap(Lookahead.Whatever));
            }
            else
            {
                literal.Append(c == '\\' && position < pattern.Length ? pattern[position++] : c);
            }
        }

        Flush(literal, parts, words);
        return parts;
    }

    private static PhrasePart.Choice Choice(string pattern, ref int position, char open, int depth, NeutralReader words)
    {
        if (depth > DeepestNesting) throw new FormatException($"brackets nested more than {DeepestNesting} deep");
        var close = open == '[' ? ']' : ')';
        var ways = new List<PhrasePart[]>();
        while (true)
        {
            ways.Add([.. Sequence(pattern, ref position, depth, words)]);
            if (position >= pattern.Length) throw new FormatException($"a missing '{close}'");
            var c = pattern[position++];
            if (c == close) break;
            if (c != '|') throw new FormatException($"'{c}' where '{close}' or '|' was expected");
        }

        if (open == '(') ways.Add([]);
        return new([.. ways], Lookahead.Whatever);
    }

    private static void Flush(StringBuilder literal, List<PhrasePart> parts, NeutralReader words)
    {
        if (literal.Length == 0) return;
        var normal = new NormalizedText();
        words.Read(literal.ToString(), normal);
        parts.Add(new PhrasePart.Literal(normal.Chars.ToString()));
        literal.Clear();
    }
}
