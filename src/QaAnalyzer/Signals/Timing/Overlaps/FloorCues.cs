namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>Whether the utterance that was met was complete.</summary>
internal static class FloorCues
{
    public static IReadOnlyList<OverlapCue> All { get; } =
    [
        new("broken-word", s => s.Ending.Kind is EndingKind.BrokenWord, s => new($"原说话方在“{s.Ending.Words}”中间断开", $"the floor breaks off in \"{s.Ending.Words}\"")),
        new("broken-sentence", s => s.Ending.Kind is EndingKind.BrokenSentence, s => new($"原说话方在“{s.Ending.Words}”之后断开", $"the floor breaks off after \"{s.Ending.Words}\"")),
        new("dangling", s => s.Ending.Kind is EndingKind.Dangling, s => new($"原说话方停在“{s.Ending.Words}”", $"the floor is left with \"{s.Ending.Words}\"")),
        new("repeated-word", s => s.Ending.Kind is EndingKind.Repeated, s => new($"原说话方在“{s.Ending.Words}”上重复", $"the floor stumbles over \"{s.Ending.Words}\"")),
        new("may-dangle", s => s.Ending.Kind is EndingKind.MayDangle, s => new($"“{s.Ending.Words}”后面通常还有话", $"\"{s.Ending.Words}\" often goes on")),
        new("hesitation", s => s.Ending.Kind is EndingKind.Hesitation && s.FloorWords.Count > 1, s => new($"原说话方在找词：“{s.Ending.Words}”", $"the floor looks for words: \"{s.Ending.Words}\"")),
        new("no-closing-mark", s => s.Ending.Kind is EndingKind.NoClosingMark, "原说话方这句没有句末标点，别的句子有", "the floor has no closing mark where others have"),
        new("finished", s => s.Ending.Kind is EndingKind.Finished, s => new($"原说话方的句子以“{s.Ending.Words}”结束", $"the floor's sentence is closed by \"{s.Ending.Words}\"")),
        new("floor-only-acknowledges", s => s.FloorOnlyAcknowledges, "原说话方只是在应声", "the floor was only an acknowledgement"),
        new("floor-one-word", s => s.FloorWords.Count == 1, "原说话方只说了一个词", "the floor was one word"),
        new("cut-short", s => s.Ending.IsUnfinished && s.Onset.FloorRest < TimingCues.Soon, s => new($"话没说完，被插入后 {s.Onset.FloorRest:0.00} 秒停下", $"unfinished, and silent {s.Onset.FloorRest:0.00} s after the onset")),
    ];
}
