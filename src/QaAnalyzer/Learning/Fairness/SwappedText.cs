using System.Text;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Fairness;

/// <summary>A text with some words exchanged; what lies between them stays to the character.</summary>
internal static class SwappedText
{
    /// <summary>Null when no word of the table stands in the text.</summary>
    public static string? Of(string text, WordTable words)
    {
        var matches = new List<WordMatch>();
        words.Find(text, matches);
        if (matches.Count == 0) return null;
        var swapped = new StringBuilder(text.Length + 16);
        var from = 0;
        foreach (var (start, end, by) in matches)
        {
            swapped.Append(text, from, start - from).Append(Cased(text.AsSpan(start, end - start), by));
            from = end;
        }

        return swapped.Append(text, from, text.Length - from).ToString();
    }

    /// <summary>SIR becomes MADAM, Sir becomes Madam.</summary>
    private static string Cased(ReadOnlySpan<char> word, string by)
    {
        if (!char.IsUpper(word[0])) return by.ToLowerInvariant();
        if (word.Length > 1 && !word.ContainsAnyInRange('a', 'z')) return by.ToUpperInvariant();
        return char.ToUpperInvariant(by[0]) + by[1..];
    }
}
