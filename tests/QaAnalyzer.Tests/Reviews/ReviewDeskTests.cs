using QaAnalyzer.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Reviews;

public class ReviewDeskTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_decision_is_stored_with_what_the_draft_was(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var key = await desk.QueuedAsync("c1");
        var saved = Assert.IsType<DeskAnswer.Saved>(await desk.DecideAsync(key, new("opening-greeting", RequestKind.Score, 2, " 没有自报工号 ")));
        Assert.Equal("opening-greeting", saved.Line);

        var review = (await desk.Reviews.InForceAsync(key, ReviewSamples.RubricId))["opening-greeting"];
        Assert.Equal((Decision.Overridden, 2d, 4), (review.Decision, review.Score!.Value, review.DraftScore!.Value));
        Assert.Equal(("没有自报工号", "anna"), (review.Reason, review.Evaluator));
        Assert.Equal(desk.Clock.GetUtcNow(), review.CreatedAt);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_change_and_its_undo_add_rows_and_the_first_decision_is_in_force_again(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var key = await desk.QueuedAsync("c1");
        await desk.DecideAsync(key, new("opening-greeting", RequestKind.Confirm));
        await desk.DecideAsync(key, new("opening-greeting", RequestKind.Score, 1));
        var undone = Assert.IsType<DeskAnswer.Saved>(await desk.UndoAsync(key));

        Assert.Equal(4, undone.Form.Find("opening-greeting")!.Review!.Score);
        Assert.Equal(["confirmed", "overridden", "withdrawn"], await desk.RowsAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_undo_takes_back_an_override_together_with_its_later_reason(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var key = await desk.QueuedAsync("c1");
        await desk.DecideAsync(key, new("friendly-tone", RequestKind.Score, 1));
        await desk.DecideAsync(key, new("friendly-tone", RequestKind.Score, 1, "客户抗议"));
        var undone = Assert.IsType<DeskAnswer.Saved>(await desk.UndoAsync(key));
        Assert.Null(undone.Form.Find("friendly-tone")!.Review);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Undo_never_takes_back_what_somebody_else_decided(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var key = await desk.QueuedAsync("c1");
        await desk.DecideAsync(key, new("friendly-tone", RequestKind.Confirm), "anna");
        desk.Clock.Move(ReviewQueue.LeaseTime);
        Assert.IsType<DeskAnswer.Refused>(await desk.UndoAsync(key, "bert"));
        Assert.True((await desk.FormAsync(key)).Find("friendly-tone")!.IsDecided);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_item_is_done_when_every_line_is_decided_and_waits_again_after_an_undo(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var key = await desk.QueuedAsync("c1");
        await desk.DecideAsync(key, new("opening-greeting", RequestKind.Confirm));
        await desk.DecideAsync(key, new("need-recorded", RequestKind.NotApplicable));
        Assert.Equal((1L, 0L), await PendingAndDoneAsync(desk));
        await desk.DecideAsync(key, new("friendly-tone", RequestKind.Confirm));
        Assert.Equal((0L, 1L), await PendingAndDoneAsync(desk));
        await desk.UndoAsync(key);
        Assert.Equal((1L, 0L), await PendingAndDoneAsync(desk));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_decision_on_an_item_in_other_hands_is_refused_and_leaves_no_row(string kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var key = await desk.QueuedAsync("c1");
        Assert.Equal(key, await desk.NextAsync("bert"));
        var refused = Assert.IsType<DeskAnswer.Refused>(await desk.DecideAsync(key, new("friendly-tone", RequestKind.Confirm), "anna"));
        Assert.Contains("bert", refused.Because.En, StringComparison.Ordinal);
        Assert.Empty(await desk.RowsAsync());
    }

    [Fact]
    public async Task A_line_that_the_form_does_not_have_is_refused_by_name()
    {
        await using var desk = await Desk.OpenAsync("sqlite");
        var key = await desk.QueuedAsync("c1");
        var refused = Assert.IsType<DeskAnswer.Refused>(await desk.DecideAsync(key, new("ring-time", RequestKind.Score, 3)));
        Assert.Contains("ring-time", refused.Because.Zh, StringComparison.Ordinal);
    }

    private static async Task<(long Pending, long Done)> PendingAndDoneAsync(Desk desk)
    {
        var counts = await desk.CountsAsync();
        return (counts.Pending, counts.Done);
    }
}
