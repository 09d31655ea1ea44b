using System.Buffers;
using System.Collections.Frozen;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Signals.Timing;

/// <summary>Short words that say "go on, I hear you" in both languages.</summary>
internal static class ListeningWords
{
    [ThreadStatic]
    private static NormalizedText? _text;

    private static readonly FrozenSet<string> English = FrozenSet.ToFrozenSet(
        ["yeah", "yes", "yep", "yup", "mhm", "mm", "hmm", "hm", "mm-hmm", "mhmm", "uh-huh", "uhhuh", "huh", "right", "ok", "o_k", "okay", "oh", "ah", "sure", "i", "see", "exactly", "true", "good", "great", "alright", "absolutely"],
        StringComparer.Ordinal);

    private static readonly SearchValues<char> Chinese = SearchValues.Create("嗯是对好的哦噢啊哈行明白了没错呃诶");

    private static readonly SearchValues<char> Separators = SearchValues.Create(" ,.!?。…、~");

    /// <summary>True when the utterance holds nothing but listening words, at most four of them (eight characters in Chinese).</summary>
    public static bool IsListeningSign(string utterance)
    {
        var text = _text ??= new();
        text.Set(utterance);
        var words = 0;
        var chinese = 0;
        foreach (var range in text.Chars.SplitAny(Separators))
        {
            var word = text.Chars[range];
            if (word.IsEmpty) continue;
            if (word.IndexOfAnyExcept(Chinese) < 0) chinese += word.Length;
            else if (English.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) words++;
            else return false;
        }

        return words + chinese > 0 && words <= 4 && chinese <= 8;
    }
}
