namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>Cooperative completion: one side gives the other the word it is looking for (Lerner 1991, "On the syntax of sentences-in-progress").</summary>
internal static class Completion
{
    private const double FewWords = 4;

    /// <summary>True when the floor was left open and a few words came in that neither acknowledge nor reach for the floor.</summary>
    public static bool IsOffered(OverlapScene scene) =>
        scene.Acknowledgement == 0
        && (scene.Ending.IsUnfinished || scene.Ending.Kind is EndingKind.Hesitation or EndingKind.MayDangle)
        && IncomingCues.Extent(scene.IncomingWords) <= FewWords
        && IncomingCues.FloorTaking(scene).Length == 0;

    /// <summary>True when the floor's side then agrees to the offered words or says them itself.</summary>
    public static bool IsTakenUp(OverlapScene scene)
    {
        if (!IsOffered(scene) || scene.FloorNext is not { } next || next.Start - scene.Incoming.End!.Value > 3) return false;
        var words = next.Words.Words;
        return scene.Lists.Acknowledgements.LengthAt(words, 0) > 0 || scene.IncomingWords.Words.Any(w => w.Length > 3 && words.Contains(w));
    }
}
