using QaAnalyzer.Learning.Service;

namespace QaAnalyzer.Tests.Learning.Service;

public class HeldOutSplitTests
{
    [Fact]
    public void The_newest_fifth_of_what_was_scored_blind_judges_and_never_teaches()
    {
        var reviewed = Enumerable.Range(0, 40).Select(i => Reviewed(i, isBlind: i % 2 == 0)).ToList();
        var (training, heldOut) = HeldOutSplit.Of(reviewed);
        Assert.Equal([38, 36, 34, 32], heldOut.Select(r => r.ConversationKey));
        Assert.Equal(36, training.Count);
        Assert.Empty(training.Intersect(heldOut));
    }

    private static Reviewed Reviewed(int day, bool isBlind) =>
        new($"files\nc{day}", day, day, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day), [new("e1", "satisfaction", 4, isBlind, day)]);
}
