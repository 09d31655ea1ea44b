using System.Globalization;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Measures;

/// <summary>
/// Characters (Chinese) or words (other languages) per minute of the agent's speech; utterances shorter than <c>speech-rate-seconds</c> are left
/// out, because a word more or less would double them.
/// </summary>
internal static class SpeechRate
{
    private const int FastestListed = 3;

    public static Measure Mean(string id, AnalysisContext context)
    {
        var measured = Measured(context);
        if (measured.Count == 0) return NotMeasured(id);
        var rate = Math.Round(measured.Sum(m => m.Units) / measured.Sum(m => m.Seconds) * 60, 1);
        return Rate(id, rate, [.. measured.Select(m => m.Utterance)], new("客服语速每分钟", "the agent spoke"));
    }

    /// <summary>The rate of the fastest utterance; the three fastest are its evidence.</summary>
    public static Measure Fastest(string id, AnalysisContext context)
    {
        var fastest = Measured(context).OrderByDescending(m => m.PerMinute).Take(FastestListed).ToList();
        return fastest.Count == 0
            ? NotMeasured(id)
            : Rate(id, Math.Round(fastest[0].PerMinute, 1), [.. fastest.Select(m => m.Utterance)], new("客服最快一句每分钟", "the agent's fastest utterance has"));
    }

    private static List<Spoken> Measured(AnalysisContext context)
    {
        var measured = new List<Spoken>();
        foreach (var index in context.Agent)
        {
            var utterance = context.Conversation.Utterances[index];
            if (Math.Round(utterance.End - utterance.Start ?? 0, 6) is var seconds && seconds > 0 && seconds >= context.Thresholds.SpeechRateSeconds)
                measured.Add(new(index, Units(utterance.Text), seconds));
        }

        return measured;
    }

    private static Measure NotMeasured(string id) => Measure.Absent(id, new("没有足够长的客服语音", "there is no agent speech long enough to measure"));

    private static Measure Rate(string id, double rate, IReadOnlyList<int> utterances, Sentence words)
    {
        var shown = rate.ToString("0", CultureInfo.InvariantCulture);
        return new() { Id = id, Value = rate, Utterances = utterances, Wording = () => new Sentence($"{words.Zh} {shown} 字词", $"{words.En} {shown} words or characters a minute") };
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

    private readonly record struct Spoken(int Utterance, int Units, double Seconds)
    {
        public double PerMinute => Units / Seconds * 60;
    }
}
