using QaAnalyzer.Conversations;
using QaAnalyzer.Learning;
using QaAnalyzer.Learning.Fairness;

namespace QaAnalyzer.Tests.Learning.Fairness;

public sealed class FairnessCheckTests
{
    [Fact]
    public void A_scorer_that_learned_to_prefer_gentlemen_is_caught()
    {
        var report = Check(PlantedTalks.Unfair(), PlantedTalks.Of(40));
        var figure = report.Figures.Single(f => f is { Criterion: "satisfaction", Kind: "gender-words" });
        Assert.Equal(40, figure.Swapped);
        Assert.True(figure.Share > 0.5, $"{figure}");
        Assert.False(report.Passes);
        Assert.Equal(report.Figures.Max(f => f.Share), report.WorstShare);
        Assert.Matches("^[0-9]+ of 40 drafts of .* change with gender-words; at most 1 ?% may$", report.Verdict.En);
    }

    [Fact]
    public void The_same_reviews_read_with_neutral_words_pass()
    {
        var figure = Check(PlantedTalks.Neutral(), PlantedTalks.Of(40)).Figures.Single(f => f is { Criterion: "satisfaction", Kind: "gender-words" });
        Assert.Equal((40, 0), (figure.Swapped, figure.Changed.Count));
    }

    [Fact]
    public void Kinds_that_no_conversation_has_do_not_count_and_nothing_to_exchange_is_said()
    {
        var report = FairnessCheck.Of(new(Product.Rubric("process-check"), Product.Detectors), [Talk.Chat("customer: 在吗", "agent: 在的")], Product.Fairness);
        Assert.All(report.Figures, f => Assert.Equal((0, 0.0), (f.Swapped, f.Share)));
        Assert.Equal((1, 0.0, true), (report.Conversations, report.WorstShare, report.Passes));
        Assert.Equal("no conversation has a word to exchange: nothing was checked", report.Verdict.En);
    }

    [Fact]
    public void A_rule_that_loses_its_evidence_to_a_swap_is_counted()
    {
        var swaps = FairnessFile.Read([Data.YamlFile.Parse("words.yaml", "tone:\n  - becomes: {您好: 苹果}")]);
        var report = FairnessCheck.Of(new(Product.Rubric("process-check"), Product.Detectors), [Talk.Chat("agent: 您好", "customer: 能查一下吗", "agent: 查到了")], swaps);
        Assert.Single(report.Figures.Single(f => f is { Criterion: "opening-greeting", Kind: "tone" }).Changed);
        Assert.False(report.Passes);
    }

    private static FairnessReport Check(ScorerBuild build, IReadOnlyList<Conversation> talks) =>
        FairnessCheck.Of(new(Product.Rubric("helpdesk-quality"), Product.Detectors, scorer: ReviewedTalks.Trained(build)), talks, Product.Fairness);
}
