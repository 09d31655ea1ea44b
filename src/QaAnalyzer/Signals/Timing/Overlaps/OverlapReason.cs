using System.Globalization;
using System.Text;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>The sentences that a verdict must stand on in a dispute: who, when, how long, who stopped, what was left, and what counted.</summary>
internal static class OverlapReason
{
    /// <summary>Cues named, the weightiest first.</summary>
    private const int CuesNamed = 4;

    public static string Fact(OverlapVerdict verdict, string facts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name(verdict.Kind)}: {facts} (backchannel {verdict.Backchannel:F2}, interruption {verdict.Interruption:F2})");

    public static string Verdict(OverlapScene scene, OverlapVerdict verdict, PointTable table, string facts)
    {
        var text = new StringBuilder(Name(verdict.Kind)).Append(": ").Append(facts);
        text.Append(CultureInfo.InvariantCulture, $". Counted: base {Points(table.Base)}");
        foreach (var (cue, points) in Weightiest(verdict, table)) text.Append(", ").Append(Points(points)).Append(' ').Append(OverlapCues.All[cue].Says(scene));
        return text.ToString();
    }

    private static string Name(OverlapKind kind) => kind switch
    {
        OverlapKind.Backchannel => "a listening sign",
        OverlapKind.Interruption => "takes the floor",
        OverlapKind.TerminalOverlap => "neither, terminal overlap",
        OverlapKind.SimultaneousStart => "neither, simultaneous start",
        OverlapKind.CooperativeCompletion => "neither, cooperative completion",
        OverlapKind.Echo => "neither, echo",
        OverlapKind.OwnWordsGoOn => "neither, own words go on",
        _ => "neither, both speak",
    };

    public static string Facts(OverlapScene scene)
    {
        var (onset, floor) = (scene.Onset, Role(scene.Floor));
        var stopped = onset.IncomingGoesOn > 0
            ? string.Create(CultureInfo.InvariantCulture, $"the {floor} stopped {Milliseconds(onset.FloorRest)} ms later")
            : $"the {floor} did not stop";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Role(scene.Incoming)} came in at {Milliseconds(onset.At)} ms over utterance {onset.Floor}, both spoke {Milliseconds(onset.Seconds)} ms, {stopped}, {Left(scene)}, {Back(scene)}");
    }

    private static string Left(OverlapScene scene) => scene.Ending.IsUnfinished ? $"the sentence was left at \"{scene.Ending.Words}\"" : "no sentence was left unfinished";

    private static string Back(OverlapScene scene) => scene.CameBackWith.Length > 0
        ? $"came back to it in utterance {scene.FloorNext!.Index} (\"{scene.CameBackWith}\")"
        : "did not come back to it";

    private static IEnumerable<(int Cue, double Points)> Weightiest(OverlapVerdict verdict, PointTable table)
    {
        var counted = new List<(int Cue, double Points)>();
        for (var i = 0; i < verdict.Strengths.Length; i++)
        {
            if (verdict.Strengths[i] * table.Points[i] is var points && points != 0) counted.Add((i, points));
        }

        return counted.OrderByDescending(c => Math.Abs(c.Points)).Take(CuesNamed);
    }

    private static string Points(double points) => points.ToString("+0.##;-0.##;0", CultureInfo.InvariantCulture);

    private static string Role(Utterance utterance) => utterance.Speaker == Speaker.Agent ? "agent" : "customer";

    private static long Milliseconds(double seconds) => (long)Math.Round(seconds * 1000);
}
