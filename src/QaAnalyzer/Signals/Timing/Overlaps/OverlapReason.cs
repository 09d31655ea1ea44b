using System.Globalization;
using System.Text;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>The sentences that a verdict must stand on in a dispute: who, when, how long, who stopped, what was left, and what counted.</summary>
internal static class OverlapReason
{
    /// <summary>Cues named, the weightiest first.</summary>
    private const int CuesNamed = 4;

    public static string Fact(OverlapScene scene, OverlapVerdict verdict) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name(verdict.Kind)}: {Facts(scene)} (backchannel {verdict.Backchannel:0.00}, interruption {verdict.Interruption:0.00})");

    public static string Verdict(OverlapScene scene, OverlapVerdict verdict, PointTable table) =>
        $"{Name(verdict.Kind)}: {Facts(scene)}. {Cues(scene, verdict, table)}";

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

    private static string Facts(OverlapScene scene)
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

    private static string Cues(OverlapScene scene, OverlapVerdict verdict, PointTable table)
    {
        var text = new StringBuilder("Counted: ");
        text.Append(CultureInfo.InvariantCulture, $"base {table.Base:+0.##;-0.##;0}");
        foreach (var cue in Enumerable.Range(0, verdict.Strengths.Length)
            .Where(i => verdict.Strengths[i] * table.Points[i] != 0)
            .OrderByDescending(i => Math.Abs(verdict.Strengths[i] * table.Points[i]))
            .Take(CuesNamed))
        {
            text.Append(CultureInfo.InvariantCulture, $", {verdict.Strengths[cue] * table.Points[cue]:+0.##;-0.##} {OverlapCues.All[cue].Says(scene)}");
        }

        return text.ToString();
    }

    private static string Role(Utterance utterance) => utterance.Speaker == Speaker.Agent ? "agent" : "customer";

    private static long Milliseconds(double seconds) => (long)Math.Round(seconds * 1000);
}
