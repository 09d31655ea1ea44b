using QaAnalyzer.Conversations;
using QaAnalyzer.Data;
using QaAnalyzer.Learning;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Tests.Learning;

public sealed class LearnedScorerTests
{
    private static readonly Lazy<LearnedScorer> Scorer = new(() => ReviewedTalks.Trained(200));

    private static readonly Conversation Pleased = Talk.Chat("customer: 我的订单出了问题，能帮我看看吗？", "agent: 已经为您处理了，请您确认一下", "customer: 问题解决了，太谢谢你了");
    private static readonly Conversation Angry = Talk.Chat("customer: 我的订单出了问题，能帮我看看吗？", "agent: 这个不归我们管", "customer: 还是没有解决，我要投诉你们");

    [Fact]
    public void A_learned_draft_tells_pleased_from_angry_customers()
    {
        Assert.True(Assert.IsType<DraftScore>(Draft(Pleased, "satisfaction")).Score >= 4);
        Assert.True(Assert.IsType<DraftScore>(Draft(Angry, "satisfaction")).Score <= 2);
    }

    [Fact]
    public void A_learned_draft_carries_a_distribution_a_contiguous_set_and_reasons_with_places()
    {
        var draft = Assert.IsType<DraftScore>(Draft(Angry, "satisfaction"));
        Assert.Equal(DraftSource.Learned, draft.Source);
        Assert.Equal(1, draft.Probabilities.Sum(), 9);
        Assert.All(draft.Probabilities, p => Assert.InRange(p, 0, 1));
        Assert.Equal(Enumerable.Range(draft.PredictionSet![0], draft.PredictionSet.Count), draft.PredictionSet);
        Assert.Contains("down: ", draft.Reason.En, StringComparison.Ordinal);
        Assert.Contains(draft.Evidence, e => e.Utterance == 2);
        Assert.All(draft.Evidence, e => Assert.InRange(e.Span.End, e.Span.Start, Angry.Utterances[e.Utterance].Text.Length));
    }

    [Fact]
    public void What_would_have_made_it_one_higher_is_said_unless_it_is_a_5()
    {
        Assert.Matches("the model would say [2-5] with|no change of 3 signals", Draft(Angry, "satisfaction").Reason.En);
    }

    [Fact]
    public void The_analysis_names_the_scorer()
    {
        Assert.Equal("helpdesk-quality.v1-20260305", Analyze(Pleased).Scorer);
    }

    [Fact]
    public void Without_a_scorer_a_learned_criterion_abstains_and_says_how_to_train_one()
    {
        var draft = Assert.IsType<Abstention>(Product.DraftOf(Pleased, "helpdesk-quality", "satisfaction"));
        Assert.Equal(AbstentionKind.NoScorer, draft.Kind);
        Assert.Equal("no scorer has been trained yet: qa train scorer", draft.Reason.En);
    }

    [Fact]
    public void A_scorer_refuses_another_rubric_and_another_tagger()
    {
        var scorer = Scorer.Value;
        Assert.Null(scorer.Mismatch(Product.Rubric("helpdesk-quality"), "tagger.v1"));
        Assert.Equal("it was trained for the rubric helpdesk-quality.v1, not process-check.v1", scorer.Mismatch(Product.Rubric("process-check"), "tagger.v1"));
        Assert.Equal("it was trained on the tags of tagger.v1, now the phrase lists alone speak", scorer.Mismatch(Product.Rubric("helpdesk-quality"), null));
    }

    [Fact]
    public void Bots_the_system_and_an_empty_agent_do_not_break_scoring()
    {
        Assert.NotNull(Draft(Talk.Chat("system: 已接入"), "satisfaction"));
        Assert.NotNull(Draft(Talk.Chat("bot: 您好", "customer: 转人工"), "satisfaction"));
    }

    [Fact]
    public void Training_twice_gives_the_same_bytes_and_a_changed_byte_is_noticed()
    {
        var folder = Directory.CreateTempSubdirectory("scorer-");
        try
        {
            var (first, second) = (Path.Combine(folder.FullName, "a"), Path.Combine(folder.FullName, "b"));
            var talks = ReviewedTalks.Of(60);
            ReviewedTalks.Build(talks).Train(["x"], new(2026, 3, 5), first);
            ReviewedTalks.Build(talks).Train(["x"], new(2026, 3, 5), second);
            Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));

            var bytes = File.ReadAllBytes(first);
            File.WriteAllBytes(second, [.. bytes[..8], 1, .. bytes[9..]]);
            var refused = Assert.Throws<ModelException>(() => LearnedScorer.Load(second));
            Assert.Contains("has format version 1, this program reads 3. Train it again with `qa train scorer`.", refused.Message, StringComparison.Ordinal);
            bytes[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(second, bytes);
            Assert.Contains("is damaged: its checksum does not fit. Train it again with `qa train scorer`.", Assert.Throws<ModelException>(() => LearnedScorer.Load(second)).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Too_few_reviews_are_counted_in_the_refusal()
    {
        Assert.Equal("a scorer for helpdesk-quality.v1 needs at least 40 reviewed conversations, there are 12", ReviewedTalks.Build(ReviewedTalks.Of(12)).Problem);
    }

    [Fact]
    public void Cross_validation_finds_what_decides_and_nine_in_ten_human_scores_in_the_sets()
    {
        var figures = ReviewedTalks.Build(ReviewedTalks.Of(300)).Evaluate(folds: 3);
        Assert.Equal(["accomplishment", "satisfaction", "effectiveness"], figures.Select(f => f.Criterion));
        Assert.All(figures, f => Assert.True(f.Spearman > 0.8, $"{f}"));
        Assert.All(figures, f => Assert.InRange(f.Coverage, 0.85, 0.97));
    }

    [Fact]
    public void Another_partition_holds_out_others_and_the_same_one_gives_the_same_figures()
    {
        var build = ReviewedTalks.Build(ReviewedTalks.Of(60));
        var (first, again, other) = (build.Evaluate(folds: 3), build.Evaluate(folds: 3, partition: 1), build.Evaluate(folds: 3, partition: 2));
        Assert.Equal(first.Select(f => f.MatchDistance), again.Select(f => f.MatchDistance));
        Assert.NotEqual(first.Select(f => f.MatchDistance), other.Select(f => f.MatchDistance));
        Assert.All(other, f => Assert.Equal(60, f.Count));
    }

    [Fact]
    public void A_scorer_that_lost_a_detector_leaves_the_score_to_a_person()
    {
        var pipeline = new AnalysisPipeline(Product.Rubric("helpdesk-quality"), [new Broken()], scorer: Scorer.Value);
        Assert.All(pipeline.Analyze(Pleased).Drafts, d => Assert.Equal(AbstentionKind.DetectorFailed, Assert.IsType<Abstention>(d).Kind));
    }

    private static ConversationAnalysis Analyze(Conversation conversation) =>
        new AnalysisPipeline(Product.Rubric("helpdesk-quality"), Product.Detectors, scorer: Scorer.Value).Analyze(conversation);

    private static Draft Draft(Conversation conversation, string criterion) => Analyze(conversation).Drafts.Single(d => d.Criterion == criterion);

    private sealed class Broken : ISignalDetector
    {
        public string Name => "broken";

        public IReadOnlyCollection<string> Tags => ["gratitude"];

        public void Detect(AnalysisContext context) => throw new InvalidOperationException("broken");
    }
}
