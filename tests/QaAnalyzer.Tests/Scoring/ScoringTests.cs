using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Tests.Scoring;

public class ScoringTests
{
    [Theory]
    [InlineData(10, 5)]
    [InlineData(11, 4)]
    [InlineData(20, 4)]
    [InlineData(40, 3)]
    [InlineData(90, 2)]
    [InlineData(91, 1)]
    public void A_first_reply_is_scored_by_the_limits_of_its_channel(double seconds, int score)
    {
        var draft = Product.DraftOf(Talk.Chat("customer 0: 在吗", $"agent {seconds}: 在的"), "communication-record", "response-timeliness");
        var first = Assert.IsType<DraftScore>(draft).Score;
        Assert.InRange(first, score, 5);
        Assert.Contains($"首次回复用时 {seconds} 秒", draft.Reason.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agent: 您好，我是3012号客服小林，请问有什么可以帮您", 5)]
    [InlineData("agent: 您好，请问有什么可以帮您", 4)]
    [InlineData("agent: 您好", 2)]
    [InlineData("agent: 说", 1)]
    public void An_opening_is_scored_by_what_is_there(string opening, int score)
    {
        var draft = Assert.IsType<DraftScore>(Product.DraftOf(Talk.Chat("customer: 你好", opening), "process-check", "opening-greeting"));
        Assert.Equal(score, draft.Score);
        Assert.All(draft.Evidence, e => Assert.Equal(1, e.Utterance));
    }

    [Fact]
    public void Empathy_is_not_scored_while_the_customer_shows_no_feeling_and_says_so()
    {
        var draft = Product.DraftOf(Talk.Chat("customer: 营业时间是几点", "agent: 九点到六点"), "communication-record", "empathy");
        Assert.Equal(AbstentionKind.NotApplicable, Assert.IsType<Abstention>(draft).Kind);
        Assert.Equal("客户没有流露情绪，不需要安抚", draft.Reason.Zh);
    }

    [Fact]
    public void Empathy_shown_to_an_angry_customer_scores_above_none_and_far_above_scorn()
    {
        var kind = Empathy("agent: 非常理解您的心情，实在抱歉，我马上帮您处理");
        var none = Empathy("agent: 订单已经发货");
        var scorn = Empathy("agent: 我不是说过了吗，你到底听没听懂");
        Assert.True(kind >= 4, $"kind {kind}");
        Assert.True(none < kind && scorn <= none, $"kind {kind} none {none} scorn {scorn}");
        Assert.Equal(1, scorn);
    }

    [Fact]
    public void What_a_transcript_cannot_show_is_left_to_the_evaluator_with_the_reason()
    {
        var draft = Product.DraftOf(Talk.Chat("customer: 你好", "agent: 您好"), "satisfaction-standard", "knowledge");
        Assert.Equal(AbstentionKind.NotAssessable, Assert.IsType<Abstention>(draft).Kind);
        Assert.NotEmpty(draft.Reason.En);
    }

    [Fact]
    public void A_missing_time_abstains_instead_of_guessing()
    {
        var draft = Product.DraftOf(Talk.Chat("customer: 在吗", "agent: 在的"), "process-check", "response-time");
        Assert.Equal(AbstentionKind.MissingMeasure, Assert.IsType<Abstention>(draft).Kind);
        Assert.Contains("没有时间信息", draft.Reason.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_criterion_of_another_channel_does_not_apply()
    {
        var draft = Product.DraftOf(Talk.Chat("customer 0: 在吗", "agent 3: 在的"), "incoming-call", "answered-in-time");
        Assert.Equal(AbstentionKind.NotApplicable, Assert.IsType<Abstention>(draft).Kind);
    }

    [Fact]
    public void An_absence_shows_the_places_that_were_searched()
    {
        var draft = Product.DraftOf(Talk.Chat("customer: 你好", "agent: 嗯", "agent: 发了"), "process-check", "polite-expressions");
        Assert.Equal(1, Assert.IsType<DraftScore>(draft).Score);
        Assert.Equal([1, 2], draft.Evidence.Select(e => e.Utterance));
        Assert.All(draft.Evidence, e => Assert.Null(e.Tag));
    }

    [Fact]
    public void Probabilities_are_five_sum_to_one_and_peak_at_the_score()
    {
        for (var value = 1.0; value <= 5; value += 0.05)
        {
            var probabilities = ScoreProbabilities.Around(value);
            Assert.Equal(5, probabilities.Length);
            Assert.Equal(1, probabilities.Sum(), 9);
            Assert.All(probabilities, p => Assert.InRange(p, 0, 1));
            var peak = Array.IndexOf(probabilities, probabilities.Max()) + 1;
            Assert.InRange(peak - value, -0.51, 0.51);
        }
    }

    [Fact]
    public void The_total_weighs_what_was_scored_and_maps_to_percent_deductions_and_grade()
    {
        var rubric = Product.Rubric("process-check");
        var all = rubric.Criteria.ToDictionary(c => c.Id, _ => 5.0);
        Assert.Equal(new TotalScore(5, 100, 0, "excellent", 1, []), TotalScorer.Total(rubric, all, []), Same);
        all["polite-expressions"] = 3;
        Assert.Equal(new TotalScore(4.8, 93.8, 6.3, "excellent", 1, []), TotalScorer.Total(rubric, all, []), Same);
        all.Remove("opening-greeting");
        Assert.Equal(0.875, TotalScorer.Total(rubric, all, [])!.CoveredWeight);
        Assert.Null(TotalScorer.Total(rubric, new Dictionary<string, double>(), []));
    }

    [Fact]
    public void A_critical_criterion_or_an_automatic_failure_gives_the_lowest_grade()
    {
        var rubric = Product.Rubric("process-check");
        var all = rubric.Criteria.ToDictionary(c => c.Id, _ => 5.0);
        Assert.Equal("to-improve", TotalScorer.Total(rubric, all, ["repeated-rudeness"])!.Grade);
        Assert.Equal(0, TotalScorer.Total(rubric, all, ["repeated-rudeness"])!.Percent);
        all["friendly-tone"] = 1;
        Assert.Equal("to-improve", TotalScorer.Total(rubric, all, [])!.Grade);
    }

    [Theory]
    [InlineData(PercentMapping.FromLowest, 4.1, 77.5)]
    [InlineData(PercentMapping.OfFullMark, 4.1, 82)]
    public void Score_and_percent_map_both_ways(PercentMapping mapping, double score, double percent)
    {
        var scale = Product.Rubric("process-check").Total with { Percent = mapping };
        Assert.Equal(percent, scale.ToPercent(score), 9);
        Assert.Equal(score, scale.ToScore(percent), 9);
    }

    [Fact]
    public void A_detector_that_throws_is_recorded_and_only_what_needs_it_abstains()
    {
        var rubric = Product.Rubric("process-check");
        var analysis = new AnalysisPipeline(rubric, [.. Product.Detectors, new Broken()]).Analyze(Talk.Call("customer 0-2: 你好", "agent 2-4: 您好"));
        Assert.Equal(new DetectorFailure("broken", nameof(InvalidOperationException)), Assert.Single(analysis.Failures));
        Assert.DoesNotContain(analysis.Signals, s => s.Reason.En == "left behind");
        Assert.Equal(AbstentionKind.DetectorFailed, Assert.IsType<Abstention>(analysis.Drafts.Single(d => d.Criterion == "friendly-tone")).Kind);
        Assert.IsType<DraftScore>(analysis.Drafts.Single(d => d.Criterion == "opening-greeting"));
    }

    private static readonly IEqualityComparer<TotalScore?> Same = EqualityComparer<TotalScore?>.Create((a, b) => a! with { AutoFails = [] } == b! with { AutoFails = [] });

    private static int Empathy(string answer) => Assert.IsType<DraftScore>(
        Product.DraftOf(Talk.Chat("customer: 太离谱了，我都急死了", answer), "communication-record", "empathy")).Score;

    private sealed class Broken : ISignalDetector
    {
        public string Name => "broken";

        public IReadOnlyCollection<string> Tags => ["interruption"];

        public void Detect(AnalysisContext context)
        {
            context.Signals.Add(new("interruption", 0, new(0, 1), 1, SignalSource.Timing, new("留下的", "left behind")));
            throw new InvalidOperationException("out of order");
        }
    }
}
