namespace QaAnalyzer.Conversations;

/// <summary>Chinese or not, from the share of Han characters among letters.</summary>
internal static class LanguageGuess
{
    private const int EnoughLetters = 2_000;

    public static bool IsMostlyChinese(IReadOnlyList<Utterance> utterances)
    {
        int han = 0, letters = 0;
        foreach (var utterance in utterances)
        {
            foreach (var c in utterance.Text)
            {
                if (IsHan(c)) han++;
                else if (char.IsLetter(c)) letters++;
            }

            if (han + letters > EnoughLetters) break;
        }

        // A Chinese character carries about as much as four Latin letters.
        return han * 4 > letters;
    }

    public static bool IsHan(char c) => c is (>= '\u4e00' and <= '\u9fff') or (>= '\u3400' and <= '\u4dbf') or (>= '\uf900' and <= '\ufaff');
}
