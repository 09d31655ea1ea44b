namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>All cues in the order of a conversation: what came in, when, over what, and what happened then.</summary>
internal static class OverlapCues
{
    public static IReadOnlyList<OverlapCue> All { get; } =
        [.. IncomingCues.All, .. TimingCues.All, .. FloorCues.All, .. AftermathCues.All, .. TagCues.All];

    public static IReadOnlyDictionary<string, int> IndexOf { get; } =
        All.Select((cue, index) => (cue.Id, index)).ToDictionary(c => c.Id, c => c.index, StringComparer.Ordinal);
}
