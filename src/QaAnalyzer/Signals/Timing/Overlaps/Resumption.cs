namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>Whether the floor's side, when it speaks again, comes back to what it was saying.</summary>
internal static class Resumption
{
    /// <summary>How far the last words reach back, and the next words forward.</summary>
    private const int Reach = 5;

    /// <summary>Later than this it is no coming back but a new turn.</summary>
    private const double Seconds = 15;

    /// <summary>The words that show it, or nothing.</summary>
    public static string Words(OverlapCall call, OverlapOnset onset)
    {
        if (call.After(onset.Floor) is not { } next) return "";
        var floor = call.Words(onset.Floor);
        if (next.Start - (onset.At + onset.FloorRest) > Seconds || floor.Count == 0 || next.Words.Count == 0) return "";
        if (call.Lists.ComingBack.LengthAt(next.Words.Words, 0) is var opening and > 0) return JoinedWords.Of(next.Words.Words, 0, opening);
        return FinishedWord(floor, next.Words) ?? Again(call.Lists, floor.Words, next.Words.Words);
    }

    /// <summary><c>th-</c> … <c>the</c>.</summary>
    private static string? FinishedWord(HeardWords floor, HeardWords next)
    {
        if (!floor.EndsInBrokenWord) return null;
        var begun = floor.Words[^1].AsSpan().TrimEnd('-');
        for (var i = 0; i < Math.Min(Reach, next.Count); i++)
        {
            if (begun.Length > 0 && next.Words[i].AsSpan().StartsWith(begun, StringComparison.Ordinal)) return next.Words[i];
        }

        return null;
    }

    /// <summary>Two of the floor's last words, or of its first, in the same order at the start of its next; one is enough when it is no common word.</summary>
    private static string Again(OverlapWords lists, IReadOnlyList<string> floor, IReadOnlyList<string> next)
    {
        for (var i = 0; i < Math.Min(Reach, next.Count); i++)
        {
            for (var j = Math.Max(0, floor.Count - Reach); j < floor.Count; j++)
            {
                if (next[i] != floor[j]) continue;
                if (i + 1 < next.Count && j + 1 < floor.Count && next[i + 1] == floor[j + 1] && !IsCommon(lists, floor, j, 2)) return JoinedWords.Of(next, i, i + 2);
                if (next[i].Length > 3 && !IsCommon(lists, floor, j, 1)) return next[i];
            }
        }

        return floor.Count > 2 && next.Count > 1 && next[0] == floor[0] && next[1] == floor[1] ? JoinedWords.Of(next, 0, 2) : "";
    }

    private static bool IsCommon(OverlapWords lists, IReadOnlyList<string> words, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            if (lists.Common.LengthAt(words, i) == 0) return false;
        }

        return true;
    }
}
