using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Timing;
using static QaAnalyzer.Signals.Measures.TimeWords;

namespace QaAnalyzer.Signals.Measures;

/// <summary>What the silence ledger of a call adds up to.</summary>
internal static class SilenceMeasures
{
    public static IEnumerable<IMeasure> All() =>
    [
        SignalCount("dead-air-count", "dead-air"),
        SignalCount("unannounced-hold-count", "unannounced-hold"),
        new ComputedMeasure("longest-silence-seconds", [], LongestSilence),
        OfHolds("announced-hold-count", Announced, (id, _, holds) => Holds(id, holds, new($"{holds.Count} 次已告知的等待", $"{holds.Count} announced hold(s)"))),
        OfHolds("hold-without-progress-count", c => c.Silences.Holds.Where(h => h.LongestWithoutWord > c.Thresholds.ProgressSeconds), WithoutProgress),
        OfHolds("hold-seconds", Announced, (id, _, holds) =>
            Seconds(id, holds.Sum(h => h.Seconds), Evidence(holds), new($"{holds.Count} 次已告知的等待共", $"{holds.Count} announced hold(s) took"))),
        OfSilences("non-talk-seconds", _ => true, (id, _, silences) => Total(id, silences, new("静默共", "nobody spoke for"))),
        OfSilences("non-talk-share", _ => true, NonTalkShare),
        OfSilences("unexplained-silence-seconds", e => e.CountsAgainstAgent, (id, _, silences) =>
            Total(id, silences, new("客服一侧没有说明原因的静默共", "unexplained silence on the agent's side"))),
        SideShare("agent-silence-share", Speaker.Agent, percent => new($"静默中该客服说话的占 {percent}%", $"the agent was to speak in {percent} % of the silence")),
        SideShare("customer-silence-share", Speaker.Customer, percent => new($"静默中该客户说话的占 {percent}%", $"the customer was to speak in {percent} % of the silence")),
    ];

    private static ComputedMeasure OfHolds(string id, Func<AnalysisContext, IEnumerable<Hold>> take, Func<string, AnalysisContext, List<Hold>, Measure> compute) =>
        new(id, SpokenWords.TagNames, (_, c) => HasCallTimes(c) ? compute(id, c, [.. take(c)]) : NoCallTimes(id, c));

    private static ComputedMeasure OfSilences(string id, Func<SilenceEntry, bool> which, Func<string, AnalysisContext, List<SilenceEntry>, Measure> compute) =>
        new(id, SpokenWords.TagNames, (_, c) => HasCallTimes(c) ? compute(id, c, [.. c.Silences.Entries.Where(which)]) : NoCallTimes(id, c));

    private static ComputedMeasure SignalCount(string id, string tag) =>
        new(id, [tag, .. SpokenWords.TagNames], (_, c) => HasCallTimes(c) ? Counted(id, tag, c.Signals.Of(tag)) : NoCallTimes(id, c));

    private static ComputedMeasure SideShare(string id, Speaker side, Func<string, Sentence> words) => OfSilences(id, _ => true, (_, _, silences) =>
    {
        if (silences.Count == 0) return Measure.Absent(id, new("没有静默", "there is no silence"));
        var owed = silences.Where(e => e.OwedBy == side).ToList();
        return Share(id, owed.Sum(e => e.Seconds), silences.Sum(e => e.Seconds), Around(owed), words);
    });

    private static IEnumerable<Hold> Announced(AnalysisContext c) => c.Silences.Holds.Where(h => h.Asked && h.Seconds >= c.Thresholds.DeadAirSeconds);

    private static Measure LongestSilence(string id, AnalysisContext c)
    {
        if (!HasCallTimes(c)) return NoCallTimes(id, c);
        var words = new Sentence("最长静默", "longest silence");
        if (c.Timeline.Gaps.Count == 0) return Seconds(id, 0, [], words);
        var longest = c.Timeline.Gaps.MaxBy(g => g.Seconds);
        return Seconds(id, longest.Seconds, [longest.Before, longest.After], words);
    }

    private static Measure WithoutProgress(string id, AnalysisContext c, List<Hold> holds) => Holds(id, holds, new(
        $"{holds.Count} 次等待超过 {c.Thresholds.ProgressSeconds:0} 秒没有告知进展", $"{holds.Count} hold(s) longer than {c.Thresholds.ProgressSeconds:0} s without a progress word"));

    private static Measure NonTalkShare(string id, AnalysisContext c, List<SilenceEntry> silences)
    {
        var whole = c.Timeline.LastEnd - c.Timeline.FirstStart;
        return whole > 0
            ? Share(id, silences.Sum(e => e.Seconds), whole.Value, Around(silences), percent => new($"静默占通话 {percent}%", $"nobody spoke in {percent} % of the call"))
            : Measure.Absent(id, NoTimes);
    }

    private static Measure Holds(string id, List<Hold> holds, Sentence words) =>
        new() { Id = id, Value = holds.Count, Utterances = Evidence(holds), Wording = () => words };

    private static Measure Total(string id, List<SilenceEntry> silences, Sentence words) => Seconds(id, silences.Sum(e => e.Seconds), Around(silences), words);

    private static List<int> Evidence(List<Hold> holds) => [.. holds.SelectMany(h => h.Utterances).Distinct().Order()];

    private static List<int> Around(List<SilenceEntry> silences) => [.. silences.SelectMany(e => e.Utterances).Distinct().Order()];
}
