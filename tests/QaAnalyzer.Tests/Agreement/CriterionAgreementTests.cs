using QaAnalyzer.Agreement;
using QaAnalyzer.Reviews;

namespace QaAnalyzer.Tests.Agreement;

public class CriterionAgreementTests
{
    private static readonly Dictionary<string, double> Two = new(StringComparer.Ordinal) { ["anna"] = 0, ["bert"] = 0 };

    [Fact]
    public void Below_fifty_conversations_there_is_a_count_and_no_figure()
    {
        var agreement = CriterionAgreement.Of("tone", new Panel(1).Score(49, Two, 2));
        Assert.Equal((49, false), (agreement.DraftBlind.Count, agreement.DraftBlind.IsEnough));
        Assert.Empty(agreement.DraftBlind.Estimates);
        Assert.Empty(agreement.PeopleBlind.Estimates);
        Assert.NotEmpty(CriterionAgreement.Of("tone", new Panel(1).Score(50, Two, 2)).DraftBlind.Estimates);
    }

    [Fact]
    public void Intervals_hold_the_figure_repeat_to_the_bit_and_shrink_with_more_conversations()
    {
        var small = CriterionAgreement.Of("tone", new Panel(2).Score(80, Two, 2));
        var again = CriterionAgreement.Of("tone", new Panel(2).Score(80, Two, 2));
        var large = CriterionAgreement.Of("tone", new Panel(2).Score(1600, Two, 2));
        foreach (var statistic in Enum.GetValues<Statistic>())
        {
            var estimate = small.DraftBlind[statistic]!;
            Assert.Equal(estimate, again.DraftBlind[statistic]);
            Assert.InRange(estimate.Value, estimate.Low, estimate.High);
            Assert.True(large.DraftBlind[statistic]!.High - large.DraftBlind[statistic]!.Low < (estimate.High - estimate.Low) / 2);
        }
    }

    /// <summary>The interval of a share is known: value ± 1.96·√(p(1−p)/n).</summary>
    [Fact]
    public void The_interval_of_a_share_is_about_that_of_the_normal_formula()
    {
        var exact = CriterionAgreement.Of("tone", new Panel(5).Score(1000, new Dictionary<string, double>(StringComparer.Ordinal) { ["anna"] = 0 }, 1)).DraftBlind[Statistic.Exact]!;
        var half = 1.96 * Math.Sqrt(exact.Value * (1 - exact.Value) / 1000);
        Assert.InRange(exact.High - exact.Value, half * 0.85, half * 1.15);
        Assert.InRange(exact.Value - exact.Low, half * 0.85, half * 1.15);
    }

    [Fact]
    public void People_have_no_direction_and_so_no_mean_error()
    {
        var agreement = CriterionAgreement.Of("tone", new Panel(4).Score(60, Two, 2));
        Assert.Null(agreement.PeopleBlind[Statistic.MeanError]);
        Assert.NotNull(agreement.DraftBlind[Statistic.MeanError]);
    }

    [Fact]
    public void The_anchoring_index_is_prefilled_minus_blind()
    {
        var blind = new Panel(6).Score(200, Two, 1);
        var prefilled = new Panel(8) { Noise = 0.1 }.Score(200, Two, 1, Presentation.Prefilled).Select((s, i) => i % 5 == 0 ? s : s with { Score = s.Draft!.Value });
        var agreement = CriterionAgreement.Of("tone", [.. blind, .. prefilled]);
        var difference = agreement.DraftPrefilled[Statistic.Exact]!.Value - agreement.DraftBlind[Statistic.Exact]!.Value;
        Assert.Equal(difference, agreement.Anchoring!.Value, 12);
        Assert.True(agreement.Anchoring.Low > 0);
        Assert.Null(CriterionAgreement.Of("tone", blind).Anchoring);
    }

    [Fact]
    public void A_fraction_counts_as_the_nearest_whole_score_except_in_the_mean_error()
    {
        var scores = Enumerable.Range(0, 50).Select(i => new HumanScore { Conversation = $"c{i}", Criterion = "tone", Evaluator = "anna", Score = i % 2 == 0 ? 2.5 : 4, Shown = Presentation.Blind, Draft = 3 });
        var figures = CriterionAgreement.Of("tone", [.. scores]).DraftBlind;
        Assert.Equal(0.5, figures[Statistic.Exact]!.Value, 9);
        Assert.Equal(-0.25, figures[Statistic.MeanError]!.Value, 9);
        Assert.Null(figures[Statistic.Spearman]);
    }

    [Fact]
    public void One_score_for_nearly_all_is_told()
    {
        var scores = Enumerable.Range(0, 60).Select(i => new HumanScore { Conversation = $"c{i}", Criterion = "tone", Evaluator = "anna", Score = i < 50 ? 5 : 2, Shown = Presentation.Blind });
        var agreement = CriterionAgreement.Of("tone", [.. scores]);
        Assert.True(agreement.IsPrevalent);
        Assert.Equal((5, 50 / 60.0), agreement.Commonest);
        Assert.False(CriterionAgreement.Of("tone", new Panel(1).Score(60, Two, 2)).IsPrevalent);
    }
}
