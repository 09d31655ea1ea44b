using QaAnalyzer.Conversations;
using QaAnalyzer.Reviews;

namespace QaAnalyzer.Tests.Reviews;

public class ReviewFormTests
{
    [Fact]
    public void A_chat_has_no_line_for_a_criterion_of_calls()
    {
        Assert.DoesNotContain("ring-time", Lines(Channel.Chat));
        Assert.Contains("ring-time", Lines(Channel.Call));
    }

    [Fact]
    public void Automatic_failures_that_the_machine_saw_come_first()
    {
        var chat = ReviewSamples.Conversation("c1");
        Assert.Equal("auto-fail:abuse", ReviewSamples.Form(chat, ReviewSamples.Analysis(chat, abused: true)).Lines[0].Id);
        Assert.DoesNotContain(ReviewSamples.Form(chat, ReviewSamples.Analysis(chat)).Lines, l => l.IsAutoFail);
    }

    [Fact]
    public void Without_decisions_there_is_no_total() => Assert.Null(Decided().Total);

    [Fact]
    public void The_total_weighs_decided_lines_alone()
    {
        // Greeting has half of 60 %, tone half of 40 %: (30 × 5 + 20 × 2) / 50 = 3.8.
        var total = Decided(("opening-greeting", Decision.Overridden, 5), ("friendly-tone", Decision.Confirmed, 2)).Total!;
        Assert.Equal(3.8, total.Score);
        Assert.Equal(70, total.Percent);
        Assert.Equal("qualified", total.Grade);
    }

    [Fact]
    public void What_is_not_applicable_counts_as_decided_and_carries_no_weight()
    {
        var form = Decided(
            ("opening-greeting", Decision.Confirmed, 4), ("need-recorded", Decision.NotApplicable, null), ("friendly-tone", Decision.NotApplicable, null));
        Assert.True(form.IsComplete);
        Assert.Equal(4, form.Total!.Score);
    }

    [Theory]
    [InlineData(Decision.Confirmed, "to-improve")]
    [InlineData(Decision.NotApplicable, "excellent")]
    public void An_automatic_failure_fails_the_total_only_when_a_person_confirms_it(Decision decision, string grade) =>
        Assert.Equal(grade, Decided(("auto-fail:abuse", decision, null), ("opening-greeting", Decision.Overridden, 5)).Total!.Grade);

    private static IEnumerable<string> Lines(Channel channel)
    {
        var conversation = ReviewSamples.Conversation("c1", channel);
        return ReviewSamples.Form(conversation, ReviewSamples.Analysis(conversation)).Lines.Select(l => l.Id);
    }

    private static ReviewForm Decided(params (string Line, Decision Decision, double? Score)[] decisions)
    {
        var chat = ReviewSamples.Conversation("c1");
        var reviews = decisions.Select(d => new Review
        {
            ConversationKey = 1,
            Rubric = ReviewSamples.RubricId,
            Criterion = d.Line,
            Evaluator = "anna",
            Decision = d.Decision,
            Score = d.Score,
        });
        return ReviewSamples.Form(chat, ReviewSamples.Analysis(chat, abused: decisions.Any(d => d.Line == "auto-fail:abuse")), [.. reviews]);
    }
}
