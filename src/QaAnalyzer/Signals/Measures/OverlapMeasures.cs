using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Timing;
using static QaAnalyzer.Signals.Measures.TimeWords;

namespace QaAnalyzer.Signals.Measures;

/// <summary>Both sides at once.</summary>
internal static class OverlapMeasures
{
    public static IEnumerable<IMeasure> All() =>
    [
        OverlapCount("agent-interruption-count", "interruption", Speaker.Agent),
        OverlapCount("customer-interruption-count", "interruption", Speaker.Customer),
        OverlapCount("agent-backchannel-count", "backchannel", Speaker.Agent),
        new ComputedMeasure("overlap-seconds", [], OverlapSeconds),
    ];

    private static ComputedMeasure OverlapCount(string id, string tag, Speaker by) => new(id, [tag], (_, c) => HasCallTimes(c)
        ? Counted(id, tag, [.. c.Signals.Of(tag).Where(s => c.Conversation.Utterances[s.Utterance].Speaker == by)], by)
        : NoCallTimes(id, c));

    private static Measure OverlapSeconds(string id, AnalysisContext c)
    {
        if (!HasCallTimes(c)) return NoCallTimes(id, c);
        var onsets = OverlapOnset.In(c.Conversation, c.Thresholds.OverlapSeconds).ToList();
        return Seconds(id, onsets.Sum(o => o.Seconds), [.. onsets.Select(o => o.Incoming)], new("同时说话共", "both spoke at once for"));
    }
}
