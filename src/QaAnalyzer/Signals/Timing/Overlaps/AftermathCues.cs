namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>Who speaks next and with what.</summary>
internal static class AftermathCues
{
    private const double Seamless = 0.05;
    private const double ShortPause = 0.3;
    private const double LongQuiet = 5;

    public static IReadOnlyList<OverlapCue> All { get; } =
    [
        new("floor-runs-on", s => s.FloorPause < Seamless, "the floor's side speaks on without a pause"),
        new("floor-speaks-on", s => s.FloorPause is >= Seamless and < ShortPause, "the floor's side speaks on at once"),
        new("left-silent", s => s.Ending.IsUnfinished && s.FloorPause > TimingCues.Soon, s => $"unfinished, and silent for {Pause(s.FloorPause)}"),
        new("floor-connects", s => s.FloorNext is { } next && s.Lists.Connective.LengthAt(next.Words.Words, 0) > 0, "the floor's next words go on from before"),
        new("answers-instead", AnswersInstead, "the floor's side then answers what came in instead of finishing"),
        new("came-back", s => s.CameBackWith.Length > 0, s => $"the floor's side comes back with \"{s.CameBackWith}\""),
        new("completion-taken-up", Completion.IsTakenUp, "the floor's side takes up the word it was given"),
        new("takes-a-turn", s => s.IncomingPause < TimingCues.Soon && !s.IncomingNext!.OnlyAcknowledges, "the side that came in goes on with a turn"),
        new("falls-quiet", s => s.IncomingPause > LongQuiet, s => $"the side that came in is quiet for {Pause(s.IncomingPause)}"),
    ];

    private static bool AnswersInstead(OverlapScene scene) =>
        scene.Ending.IsUnfinished
        && scene.FloorNext is { } next
        && scene.Lists.Acknowledgements.LengthAt(next.Words.Words, 0) > 0
        && !Completion.IsTakenUp(scene);

    private static string Pause(double seconds) => double.IsInfinity(seconds) ? "the rest of the call" : $"{seconds:0.0} s";
}
