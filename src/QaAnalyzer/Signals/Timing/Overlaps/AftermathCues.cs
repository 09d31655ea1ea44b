namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>Who speaks next and with what.</summary>
internal static class AftermathCues
{
    private const double Seamless = 0.05;
    private const double ShortPause = 0.3;
    private const double LongQuiet = 5;

    public static IReadOnlyList<OverlapCue> All { get; } =
    [
        new("floor-runs-on", s => s.FloorPause < Seamless, "原说话方没有停顿，接着说下去", "the floor's side speaks on without a pause"),
        new("floor-speaks-on", s => s.FloorPause is >= Seamless and < ShortPause, "原说话方随即接着说", "the floor's side speaks on at once"),
        new("left-silent", s => s.Ending.IsUnfinished && s.FloorPause > TimingCues.Soon, s => new($"话没说完，之后{Pause(s.FloorPause).Zh}没有再说", $"unfinished, and silent for {Pause(s.FloorPause).En}")),
        new("floor-connects", s => s.FloorNext is { } next && s.Lists.Connective.LengthAt(next.Words.Words, 0) > 0, "原说话方的下一句接着先前的话", "the floor's next words go on from before"),
        new("answers-instead", AnswersInstead, "原说话方没有说完，转而回应插入的话", "the floor's side then answers what came in instead of finishing"),
        new("came-back", s => s.CameBackWith.Length > 0, s => new($"原说话方又从“{s.CameBackWith}”说起", $"the floor's side comes back with \"{s.CameBackWith}\"")),
        new("completion-taken-up", Completion.IsTakenUp, "原说话方接过了对方递上的词", "the floor's side takes up the word it was given"),
        new("takes-a-turn", s => s.IncomingPause < TimingCues.Soon && !s.IncomingNext!.OnlyAcknowledges, "插入方接着说了下去", "the side that came in goes on with a turn"),
        new("falls-quiet", s => s.IncomingPause > LongQuiet, s => new($"插入方之后{Pause(s.IncomingPause).Zh}没有再说", $"the side that came in is quiet for {Pause(s.IncomingPause).En}")),
    ];

    private static bool AnswersInstead(OverlapScene scene) =>
        scene.Ending.IsUnfinished
        && scene.FloorNext is { } next
        && scene.Lists.Acknowledgements.LengthAt(next.Words.Words, 0) > 0
        && !Completion.IsTakenUp(scene);

    private static Sentence Pause(double seconds) => double.IsInfinity(seconds) ? new("直到通话结束", "the rest of the call") : new($" {seconds:0.0} 秒", $"{seconds:0.0} s");
}
