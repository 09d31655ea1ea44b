using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>
/// The words of an utterance as lists see them: normalised, a Chinese character or a word of another script each, a broken-off word with its
/// dash (<c>th-</c>), and how the utterance ends on paper.
/// </summary>
internal sealed record HeardWords(IReadOnlyList<string> Words, PaperEnd End)
{
    [ThreadStatic]
    private static NormalizedText? _text;

    /// <summary>One string per Chinese character, shared by all: two threads may both make one, and either will do.</summary>
    private static readonly string?[] Characters = new string?[char.MaxValue + 1];

    public int Count => Words.Count;

    /// <summary>The last word is only begun.</summary>
    public bool EndsInBrokenWord => Count > 0 && Words[^1] is { Length: > 1 } last && last[^1] == '-';

    public static HeardWords Of(string utterance)
    {
        var text = _text ??= new();
        text.Set(utterance);
        return new(Split(text.Chars), EndOf(text.Chars));
    }

    public static List<string> Split(ReadOnlySpan<char> text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var start = i++;
            if (LanguageGuess.IsHan(text[start])) words.Add(Characters[text[start]] ??= text[start].ToString());
            if (LanguageGuess.IsHan(text[start]) || !char.IsLetterOrDigit(text[start])) continue;
            while (i < text.Length && IsInner(text[i])) i++;
            words.Add(WithoutDashes(text[start..i]).ToString());
        }

        return words;
    }

    /// <summary>Two dashes are a break in the sentence, one is a break in the word.</summary>
    private static ReadOnlySpan<char> WithoutDashes(ReadOnlySpan<char> word) => word.EndsWith("--") ? word.TrimEnd('-') : word;

    private static bool IsInner(char c) => c is '\'' or '-' or '_' || (char.IsLetterOrDigit(c) && !LanguageGuess.IsHan(c));

    private static PaperEnd EndOf(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd(" \"'”」』)");
        if (text.EndsWith("--") || text.EndsWith("..") || text.EndsWith('—') || text.EndsWith('…') || text.EndsWith("。。")) return PaperEnd.BrokenOff;
        if (text.IsEmpty) return PaperEnd.Open;
        return text[^1] switch
        {
            '.' or '。' or '!' or '?' => PaperEnd.Closed,
            ',' or '、' or ':' or ';' => PaperEnd.Comma,
            _ => PaperEnd.Open,
        };
    }
}

/// <summary>What stands at the end of a written utterance.</summary>
internal enum PaperEnd
{
    /// <summary>No mark, as recognisers leave it.</summary>
    Open,

    /// <summary>Full stop, question or exclamation mark.</summary>
    Closed,

    /// <summary>Comma or another mark that something should follow.</summary>
    Comma,

    /// <summary>Dash or ellipsis.</summary>
    BrokenOff,
}
