namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>When it came in and how long it lasted. Seconds.</summary>
internal static class TimingCues
{
    public const double LastInstant = 0.2;
    public const double NearEnd = 0.5;
    public const double Soon = 1;
    public const double TogetherAtStart = 0.3;

    /// <summary>Nobody answers faster than about 0.2 s (Levinson and Torreira 2015): who starts sooner has not heard the other.</summary>
    private const double Reaction = 0.15;

    private const double Brief = 0.35;
    private const double Seamless = 0.05;

    public static IReadOnlyList<OverlapCue> All { get; } =
    [
        new("brief", s => s.IncomingSeconds < Brief, s => new($"持续 {s.IncomingSeconds:0.00} 秒", $"lasts {s.IncomingSeconds:0.00} s")),
        new("last-instant", s => s.Onset.FloorRest < LastInstant, s => new($"对方还剩 {s.Onset.FloorRest:0.00} 秒", $"the floor had {s.Onset.FloorRest:0.00} s left")),
        new("near-end", s => s.Onset.FloorRest is >= LastInstant and < NearEnd, s => new($"对方还剩 {s.Onset.FloorRest:0.00} 秒", $"the floor had {s.Onset.FloorRest:0.00} s left")),
        new("far-from-end", s => s.Onset.FloorRest > 2 * Soon, s => new($"对方还要说 {s.Onset.FloorRest:0.0} 秒", $"the floor goes on for {s.Onset.FloorRest:0.0} s")),
        new("floor-stops", s => s.Onset.FloorRest <= Soon && s.Onset.IncomingGoesOn > 0, s => new($"对方 {s.Onset.FloorRest:0.00} 秒后停下，插入方继续", $"the floor stops after {s.Onset.FloorRest:0.00} s while the other goes on")),
        new("starts-together", s => s.IntoFloor < TogetherAtStart, s => new($"双方在 {s.IntoFloor:0.00} 秒内先后开口", $"both start within {s.IntoFloor:0.00} s")),
        new("together-after-silence", s => s.IntoFloor < Reaction && s.SilenceBefore >= Soon, s => new($"静默 {s.SilenceBefore:0.0} 秒后双方在 {s.IntoFloor:0.00} 秒内先后开口", $"both start within {s.IntoFloor:0.00} s after {s.SilenceBefore:0.0} s of silence")),
        new("own-words-go-on", GoesOn, "接着自己先前的话", "goes on from its own words"),
        new("was-speaking", s => s.SinceIncomingBefore is >= Seamless and < 3 && !s.IncomingBefore!.OnlyAcknowledges, "刚才就在说话", "had been speaking just before"),
    ];

    /// <summary>True when the utterance continues its side's last one without a pause: nobody came in, the transcript was cut there.</summary>
    public static bool GoesOn(OverlapScene scene) => scene.SinceIncomingBefore < Seamless;
}
