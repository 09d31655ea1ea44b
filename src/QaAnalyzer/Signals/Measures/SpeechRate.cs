using System.Globalization;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Measures;

/// <summary>Characters (Chinese) or words (other languages) per minute of the agent's speech; utterances under two seconds are left out.</summary>
internal static class SpeechRate
{
    private const double ShortestSeconds = 2;

    public static Measure Compute(string id, AnalysisContext context)
    {
        double seconds = 0;
        var units = 0;
        var used = new List<int>();
        foreach (var index in context.Agent)
        {
            if (context.Conversation.Utterances[index] is not { Start: { } start, End: { } end } utterance || end - start < ShortestSeconds) continue;
            seconds += end - start;
            units += Units(utterance.Text);
            used.Add(index);
        }

        if (seconds <= 0) return Measure.Absent(id, new("没有足够长的客服语音", "there is no agent speech long enough to measure"));
        var rate = Math.Round(units / seconds * 60, 1);
        var shown = rate.ToString("0", CultureInfo.InvariantCulture);
        return new() { Id = id, Value = rate, Utterances = used, Wording = () => new Sentence($"客服语速每分钟 {shown} 字词", $"the agent spoke {shown} words or characters a minute") };
    }

    internal static int Units(string text)
    {
        var units = 0;
        var inWord = false;
        foreach (var c in text)
        {
            if (LanguageGuess.IsHan(c))
            {
                units++;
                inWord = false;
            }
            else if (char.IsLetterOrDigit(c) || c is '\'' or '-' or '_')
            {
                if (!inWord) units++;
                inWord = true;
            }
            else
            {
                inWord = false;
            }
        }

        return units;
    }
}
