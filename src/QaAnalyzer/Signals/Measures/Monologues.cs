using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Timing;
using static QaAnalyzer.Signals.Measures.TimeWords;

namespace QaAnalyzer.Signals.Measures;

/// <summary>
/// The agent's longest run of utterances. The customer's listening signs do not break it; in a call a silence of at least
/// <c>ledger-seconds</c> does.
/// </summary>
internal static class Monologues
{
    public static Measure LongestSeconds(string id, AnalysisContext c)
    {
        if (!HasCallTimes(c)) return NoCallTimes(id, c);
        var runs = Runs(c).Where(r => r.Seconds is not null).ToList();
        if (runs.Count == 0) return Measure.Absent(id, new("没有带时间的客服语音", "no agent speech has times"));
        var longest = runs.MaxBy(r => r.Seconds)!;
        return Seconds(id, longest.Seconds!.Value, longest.Utterances, new("客服最长连续发言", "the agent's longest monologue"));
    }

    public static Measure MostWords(string id, AnalysisContext c)
    {
        var longest = Runs(c).MaxBy(r => r.Words);
        if (longest is null) return Measure.Absent(id, new("没有客服话语", "there is no agent utterance"));
        var shown = longest.Words.ToString(CultureInfo.InvariantCulture);
        return new()
        {
            Id = id,
            Value = longest.Words,
            Utterances = longest.Utterances,
            Wording = () => new Sentence($"客服最长连续发言 {shown} 字词", $"the agent's longest monologue has {shown} words or characters"),
        };
    }

    private static IEnumerable<Run> Runs(AnalysisContext c)
    {
        var run = new List<int>();
        foreach (var index in c.Timeline.ByTime)
        {
            var utterance = c.Conversation.Utterances[index];
            if (utterance.Speaker == Speaker.Agent)
            {
                if (run.Count > 0 && utterance.Start - c.Conversation.Utterances[run[^1]].End >= c.Thresholds.LedgerSeconds && c.Conversation.Channel == Channel.Call)
                {
                    yield return Of(c, run);
                    run = [];
                }

                run.Add(index);
            }
            else if (run.Count > 0 && !ListeningWords.IsListeningSign(utterance.Text))
            {
                yield return Of(c, run);
                run = [];
            }
        }

        if (run.Count > 0) yield return Of(c, run);
    }

    private static Run Of(AnalysisContext c, List<int> run)
    {
        var utterances = c.Conversation.Utterances;
        return new(run, run.Max(u => utterances[u].End) - utterances[run[0]].Start, run.Sum(u => SpeechRate.Units(utterances[u].Text)));
    }

    private sealed record Run(IReadOnlyList<int> Utterances, double? Seconds, int Words);
}
