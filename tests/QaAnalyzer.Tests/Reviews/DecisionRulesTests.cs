using QaAnalyzer.Conversations;
using QaAnalyzer.Reviews;
using QaAnalyzer.Scoring;

namespace QaAnalyzer.Tests.Reviews;

public class DecisionRulesTests
{
    private static readonly ReviewForm Form = OfCall(ReviewSamples.Conversation("c1", Channel.Call));

    [Theory]
    [InlineData(4, Decision.Confirmed)]
    [InlineData(5, Decision.Overridden)]
    public void The_drafts_own_score_confirms_and_another_overrides(int score, Decision expected) =>
        Assert.Equal(new Verdict.Accepted(expected, score), Judge("opening-greeting", RequestKind.Score, score));

    [Fact]
    public void Confirming_takes_the_score_of_the_draft() =>
        Assert.Equal(new Verdict.Accepted(Decision.Confirmed, 4), Judge("opening-greeting", RequestKind.Confirm));

    [Fact]
    public void A_score_where_the_machine_abstained_is_scored_and_not_overridden() =>
        Assert.Equal(new Verdict.Accepted(Decision.Scored, 3), Judge("ring-time", RequestKind.Score, 3));

    [Fact]
    public void An_abstention_for_want_of_data_cannot_be_confirmed() =>
        Assert.Contains("1–5", Assert.IsType<Verdict.Refused>(Judge("ring-time", RequestKind.Confirm)).Because.En, StringComparison.Ordinal);

    [Fact]
    public void A_draft_of_not_applicable_is_confirmed_as_not_applicable()
    {
        var draft = new Abstention { Criterion = "ring-time", Kind = AbstentionKind.NotApplicable, Reason = Sentence.Empty };
        var line = Form.Find("ring-time")! with { Draft = draft };
        Assert.Equal(new Verdict.Accepted(Decision.NotApplicable, null), DecisionRules.Judge(line, new("ring-time", RequestKind.Confirm)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(null)]
    public void A_score_outside_of_1_to_5_is_refused(int? score) => Assert.IsType<Verdict.Refused>(Judge("opening-greeting", RequestKind.Score, score));

    [Fact]
    public void An_automatic_failure_is_confirmed_or_dismissed_but_never_scored()
    {
        Assert.Equal(new Verdict.Accepted(Decision.Confirmed, null), Judge("auto-fail:abuse", RequestKind.Confirm));
        Assert.Equal(new Verdict.Accepted(Decision.NotApplicable, null), Judge("auto-fail:abuse", RequestKind.NotApplicable));
        Assert.IsType<Verdict.Refused>(Judge("auto-fail:abuse", RequestKind.Score, 1));
    }

    private static Verdict Judge(string line, RequestKind kind, int? score = null) => DecisionRules.Judge(Form.Find(line)!, new(line, kind, score));

    private static ReviewForm OfCall(Conversation call) => ReviewSamples.Form(call, ReviewSamples.Analysis(call, abused: true));
}
