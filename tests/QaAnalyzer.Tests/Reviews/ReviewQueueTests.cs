using QaAnalyzer.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Reviews;

public class ReviewQueueTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Automatic_failures_come_first_and_then_low_scores(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.QueuedAsync("good", greeting: 5);
        await desk.QueuedAsync("low", greeting: 1);
        await desk.QueuedAsync("abused", greeting: 5, abused: true);
        var items = await desk.Reader.UpcomingAsync([ReviewSamples.RubricId], 10);
        Assert.Equal(["abused", "low", "good"], items.Select(i => i.ConversationId));
        Assert.Equal(["abuse"], items[0].AutoFails);
        Assert.Equal(1, items[0].Abstentions);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Filling_twice_adds_nothing(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.QueuedAsync("c1");
        Assert.Equal(0, await desk.Queue.FillAsync(ReviewSamples.RubricId));
        Assert.Equal(1, (await desk.CountsAsync()).Pending);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Many_evaluators_at_once_never_get_the_same_item(string kind)
    {
        const int Evaluators = 12;
        await using var desk = await Desk.OpenAsync(kind);
        for (var i = 0; i < Evaluators; i++) await desk.QueuedAsync($"c{i}");
        var dealt = await Task.WhenAll(Enumerable.Range(0, Evaluators).Select(i => Task.Run(() => desk.NextAsync($"e{i}"))));
        Assert.DoesNotContain(null, dealt);
        Assert.Equal(Evaluators, dealt.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_evaluator_gets_the_open_item_back_before_a_new_one(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.QueuedAsync("c1");
        var first = await desk.NextAsync("anna");
        await desk.QueuedAsync("worse", greeting: 1);
        Assert.Equal(first, await desk.NextAsync("anna"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_abandoned_item_is_free_again_after_its_lease(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var key = await desk.QueuedAsync("c1");
        Assert.Equal(key, await desk.NextAsync("anna"));
        Assert.Null(await desk.NextAsync("bert"));
        desk.Clock.Move(ReviewQueue.LeaseTime);
        Assert.Equal(key, await desk.NextAsync("bert"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_skipped_item_comes_after_all_others(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var worst = await desk.QueuedAsync("worst", greeting: 1);
        var good = await desk.QueuedAsync("good", greeting: 5);
        Assert.Equal(worst, await desk.NextAsync("anna"));
        await desk.Queue.SkipAsync(worst, ReviewSamples.RubricId, "anna");
        Assert.Equal(good, await desk.NextAsync("anna"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_newer_version_of_a_conversation_takes_the_older_one_out_of_the_queue(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.QueuedAsync("c1");
        var changed = ReviewSamples.Conversation("c1") with { Queue = "售前" };
        var newer = await ReviewSamples.SaveAsync(desk.Database, desk.Clock, changed, ReviewSamples.Analysis(changed));
        await desk.Queue.FillAsync(ReviewSamples.RubricId);
        Assert.Equal(1, (await desk.CountsAsync()).Pending);
        Assert.Equal(newer, await desk.NextAsync("anna"));
    }
}
