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
        new("brief", s => s.IncomingSeconds < Brief, s => $"lasts {s.IncomingSeconds:0.00} s"),
        new("last-instant", s => s.Onset.FloorRest < LastInstant, s => $"the floor had {s.Onset.FloorRest:0.00} s left"),
        new("near-end", s => s.Onset.FloorRest is >= LastInstant and < NearEnd, s => $"the floor had {s.Onset.FloorRest:0.00} s left"),
        new("far-from-end", s => s.Onset.FloorRest > 2 * Soon, s => $"the floor goes on for {s.Onset.FloorRest:0.0} s"),
        new("floor-stops", s => s.Onset.FloorRest <= Soon && s.Onset.IncomingGoesOn > 0, s => $"the floor stops after {s.Onset.FloorRest:0.00} s while the other goes on"),
        new("starts-together", s => s.IntoFloor < TogetherAtStart, s => $"both start within {s.IntoFloor:0.00} s"),
        new("together-after-silence", s => s.IntoFloor < Reaction && s.SilenceBefore >= Soon, s => $"both start within {s.IntoFloor:0.00} s after {s.SilenceBefore:0.0} s of silence"),
        new("own-words-go-on", GoesOn, "goes on from its own words"),
        new("was-speaking", s => s.SinceIncomingBefore is >= Seamless and < 3 && !s.IncomingBefore!.OnlyAcknowledges, "had been speaking just before"),
    ];

    /// <summary>True when the utterance continues its side's last one without a pause: nobody came in, the transcript was cut there.</summary>
    public static bool GoesOn(OverlapScene scene) => scene.SinceIncomingBefore < Seamless;
}
