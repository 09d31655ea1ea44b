using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Whether an utterance counts as Chinese: by its characters, or by its context when it has no letters.</summary>
internal static class ScriptGuess
{
    public static bool IsChinese(NormalizedText text, NormalizedText context) => Lead(text.Chars) is var own && own != 0 ? own > 0 : Lead(context.Chars) > 0;

    /// <summary>Chinese characters minus Latin letters in fours: a character says about as much.</summary>
    private static int Lead(ReadOnlySpan<char> text)
    {
        int han = 0, latin = 0;
        foreach (var c in text)
        {
            if (LanguageGuess.IsHan(c)) han++;
            else if (char.IsLetter(c)) latin++;
        }

        return (han * 4) - latin;
    }
}
