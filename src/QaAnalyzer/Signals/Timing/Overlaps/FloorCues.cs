namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>Whether the utterance that was met was complete.</summary>
internal static class FloorCues
{
    public static IReadOnlyList<OverlapCue> All { get; } =
    [
        new("broken-word", s => s.Ending.Kind is EndingKind.BrokenWord, s => $"the floor breaks off in \"{s.Ending.Words}\""),
        new("broken-sentence", s => s.Ending.Kind is EndingKind.BrokenSentence, s => $"the floor breaks off after \"{s.Ending.Words}\""),
        new("dangling", s => s.Ending.Kind is EndingKind.Dangling, s => $"the floor is left with \"{s.Ending.Words}\""),
        new("repeated-word", s => s.Ending.Kind is EndingKind.Repeated, s => $"the floor stumbles over \"{s.Ending.Words}\""),
        new("may-dangle", s => s.Ending.Kind is EndingKind.MayDangle, s => $"\"{s.Ending.Words}\" often goes on"),
        new("hesitation", s => s.Ending.Kind is EndingKind.Hesitation && s.FloorWords.Count > 1, s => $"the floor looks for words: \"{s.Ending.Words}\""),
        new("no-closing-mark", s => s.Ending.Kind is EndingKind.NoClosingMark, "the floor has no closing mark where others have"),
        new("finished", s => s.Ending.Kind is EndingKind.Finished, s => $"the floor's sentence is closed by \"{s.Ending.Words}\""),
        new("floor-only-acknowledges", s => s.FloorOnlyAcknowledges, "the floor was only an acknowledgement"),
        new("floor-one-word", s => s.FloorWords.Count == 1, "the floor was one word"),
        new("cut-short", s => s.Ending.IsUnfinished && s.Onset.FloorRest < TimingCues.Soon, s => $"unfinished, and silent {s.Onset.FloorRest:0.00} s after the onset"),
    ];
}
