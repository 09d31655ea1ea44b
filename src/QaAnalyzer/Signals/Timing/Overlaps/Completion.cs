namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>Cooperative completion: one side gives the other the word it is looking for (Lerner 1991, "On the syntax of sentences-in-progress").</summary>
internal static class Completion
{
    private const double FewWords = 4;
    private const double TakenUpSeconds = 3;

    /// <summary>True when the floor was left open and a few words came in that neither acknowledge nor reach for the floor.</summary>
    public static bool IsOffered(OverlapScene scene) =>
        scene.Acknowledgement == 0
        && (scene.Ending.IsUnfinished || scene.Ending.Kind is EndingKind.Hesitation or EndingKind.MayDangle)
        && IncomingCues.Extent(scene.IncomingWords) <= FewWords
        && scene.FloorTaking.Length == 0;

    /// <summary>True when the floor's side then says the offered words itself.</summary>
    public static bool IsTakenUp(OverlapScene scene) =>
        IsOffered(scene)
        && scene.FloorNext is { } next
        && Clock.Between(scene.Incoming.End!.Value, next.Start) <= TakenUpSeconds
        && Contains(next.Words.Words, scene.IncomingWords.Words);

    private static bool Contains(IReadOnlyList<string> words, IReadOnlyList<string> offered)
    {
        for (var from = 0; from + offered.Count <= words.Count; from++)
        {
            var same = 0;
            while (same < offered.Count && words[from + same] == offered[same]) same++;
            if (same == offered.Count) return true;
        }

        return false;
    }
}
