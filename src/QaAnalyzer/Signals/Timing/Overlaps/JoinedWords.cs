using System.Text;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>Words put together again to be quoted: Chinese without spaces.</summary>
internal static class JoinedWords
{
    public static string Of(IReadOnlyList<string> words, int from, int to)
    {
        if (to - from == 1) return words[from];
        var text = new StringBuilder();
        for (var i = from; i < to; i++)
        {
            if (i > from && !(LanguageGuess.IsHan(words[i][0]) && LanguageGuess.IsHan(words[i - 1][0]))) text.Append(' ');
            text.Append(words[i]);
        }

        return text.ToString();
    }
}
