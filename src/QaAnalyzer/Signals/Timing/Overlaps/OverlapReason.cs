using System.Globalization;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>The sentences that a verdict must stand on in a dispute: who, when, how long, who stopped, what was left, and what counted.</summary>
internal static class OverlapReason
{
    /// <summary>Cues named, the weightiest first.</summary>
    private const int CuesNamed = 4;

    public static Sentence Fact(OverlapVerdict verdict, Sentence facts)
    {
        var name = Name(verdict.Kind);
        return new(
            Say($"{name.Zh}：{facts.Zh}（附和 {verdict.Backchannel:F2}，打断 {verdict.Interruption:F2}）"),
            Say($"{name.En}: {facts.En} (backchannel {verdict.Backchannel:F2}, interruption {verdict.Interruption:F2})"));
    }

    public static Sentence Verdict(OverlapScene scene, OverlapVerdict verdict, PointTable table, Sentence facts)
    {
        var name = Name(verdict.Kind);
        var counted = Weightiest(verdict, table).Select(c => (Points: Points(c.Points), Says: OverlapCues.All[c.Cue].Says(scene))).ToList();
        return new(
            $"{name.Zh}：{facts.Zh}。计分：起点 {Points(table.Base)}{string.Concat(counted.Select(c => $"，{c.Points} {c.Says.Zh}"))}",
            $"{name.En}: {facts.En}. Counted: base {Points(table.Base)}{string.Concat(counted.Select(c => $", {c.Points} {c.Says.En}"))}");
    }

    private static Sentence Name(OverlapKind kind) => kind switch
    {
        OverlapKind.Backchannel => new("倾听的附和", "a listening sign"),
        OverlapKind.Interruption => new("抢过话头", "takes the floor"),
        OverlapKind.TerminalOverlap => new("两者都不是，句末重叠", "neither, terminal overlap"),
        OverlapKind.SimultaneousStart => new("两者都不是，同时开口", "neither, simultaneous start"),
        OverlapKind.CooperativeCompletion => new("两者都不是，帮对方接话", "neither, cooperative completion"),
        OverlapKind.Echo => new("两者都不是，跟读", "neither, echo"),
        OverlapKind.OwnWordsGoOn => new("两者都不是，接着自己的话", "neither, own words go on"),
        _ => new("两者都不是，双方同时说", "neither, both speak"),
    };

    /// <summary>Utterances as the pages number them, from one on.</summary>
    public static Sentence Facts(OverlapScene scene)
    {
        var (onset, floor, incoming) = (scene.Onset, Role(scene.Floor), Role(scene.Incoming));
        var (stopped, left, back) = (Stopped(onset, floor), Left(scene), Back(scene));
        var (at, both) = (Milliseconds(onset.At), Milliseconds(onset.Seconds));
        return new(
            Say($"{incoming.Zh}在 {at} 毫秒处插入第 {onset.Floor + 1} 句，重叠 {both} 毫秒，{stopped.Zh}，{left.Zh}，{back.Zh}"),
            Say($"{incoming.En} came in at {at} ms over #{onset.Floor + 1}, both spoke {both} ms, {stopped.En}, {left.En}, {back.En}"));
    }

    private static Sentence Stopped(OverlapOnset onset, Sentence floor) => onset.IncomingGoesOn > 0
        ? new(Say($"{floor.Zh} {Milliseconds(onset.FloorRest)} 毫秒后停下"), Say($"the {floor.En} stopped {Milliseconds(onset.FloorRest)} ms later"))
        : new($"{floor.Zh}没有停", $"the {floor.En} did not stop");

    private static Sentence Left(OverlapScene scene) => scene.Ending.IsUnfinished
        ? new($"话停在“{scene.Ending.Words}”", $"the sentence was left at \"{scene.Ending.Words}\"")
        : new("没有未说完的句子", "no sentence was left unfinished");

    private static Sentence Back(OverlapScene scene) => scene.CameBackWith.Length > 0
        ? new(
            $"第 {scene.FloorNext!.Index + 1} 句又接上（“{scene.CameBackWith}”）",
            $"came back to it in #{scene.FloorNext.Index + 1} (\"{scene.CameBackWith}\")")
        : new("之后没有再接上", "did not come back to it");

    private static IEnumerable<(int Cue, double Points)> Weightiest(OverlapVerdict verdict, PointTable table)
    {
        var counted = new List<(int Cue, double Points)>();
        for (var i = 0; i < verdict.Strengths.Length; i++)
        {
            if (verdict.Strengths[i] * table.Points[i] is var points && points != 0) counted.Add((i, points));
        }

        return counted.OrderByDescending(c => Math.Abs(c.Points)).Take(CuesNamed);
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Points(double points) => points.ToString("+0.##;-0.##;0", CultureInfo.InvariantCulture);

    private static Sentence Role(Utterance utterance) => utterance.Speaker == Speaker.Agent ? new("客服", "agent") : new("客户", "customer");

    private static long Milliseconds(double seconds) => (long)Math.Round(seconds * 1000);
}
