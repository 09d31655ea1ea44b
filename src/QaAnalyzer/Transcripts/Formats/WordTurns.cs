using System.Text;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Transcripts.Formats;

/// <summary>One recognised word with its times in seconds.</summary>
internal readonly record struct TimedWord(string? Label, string Text, double? Start, double? End);

/// <summary>Joins words into utterances: a new one where the speaker changes or a silence is long.</summary>
internal static class WordTurns
{
    /// <summary>A pause this long ends an utterance; shorter ones are breaths within a sentence.</summary>
    private const double PauseSeconds = 1.0;

    public static IEnumerable<DraftUtterance> Join(IReadOnlyList<TimedWord> words)
    {
        for (int from = 0, to; from < words.Count; from = to)
        {
            to = from + 1;
            while (to < words.Count && Continues(words[to - 1], words[to])) to++;
            var turn = words.Skip(from).Take(to - from).ToList();
            yield return new(turn[0].Label, null, JoinTexts(turn.Select(word => word.Text)), turn[0].Start, turn[^1].End);
        }
    }

    /// <summary>A space between words, but none between Chinese characters.</summary>
    public static string JoinTexts(IEnumerable<string> texts)
    {
        var joined = new StringBuilder();
        foreach (var text in texts.Select(text => text.Trim()).Where(text => text.Length > 0))
        {
            if (joined.Length > 0 && !(IsWide(joined[^1]) || IsWide(text[0]))) joined.Append(' ');
            joined.Append(text);
        }

        return joined.ToString();
    }

    private static bool Continues(TimedWord last, TimedWord next) =>
        string.Equals(last.Label, next.Label, StringComparison.Ordinal) && !(next.Start - last.End >= PauseSeconds);

    private static bool IsWide(char c) => LanguageGuess.IsHan(c) || c is (>= '\u3000' and <= '\u303f') or (>= '\uff00' and <= '\uffef');
}
