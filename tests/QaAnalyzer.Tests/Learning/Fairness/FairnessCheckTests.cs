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

    [Fact]
    public void The_shipped_rules_pass_whoever_speaks()
    {
        Conversation[] talks =
        [
            Talk.Chat("customer: 您好，我想问一下为什么没有收到货", "agent: 您好，王女士，我是工号A12的小李，请问有什么可以帮您", "customer: 她说不知道怎么查", "agent: 请您稍等，我帮您查一下，稍后给您回电"),
            Talk.Chat("customer: 俺咋晓得啥时候到", "agent: 麻烦你提供一下订单号，我马上给你处理", "customer: 谢谢你，解决了", "agent: 还有什么可以帮你的吗"),
            Talk.Chat("customer: I wanna know why she ain't here", "agent: Good morning Mrs Smith, could you kindly tell me her number, sir?", "customer: thanks"),
        ];
        var report = FairnessCheck.Of(new(Product.Rubric("process-check"), Product.Detectors), talks, Product.Fairness);
        Assert.Equal(2, report.Figures.First(f => f.Kind == "honorifics").Swapped);
        Assert.Equal(3, report.Figures.First(f => f.Kind == "dialect").Swapped);
        Assert.All(report.Figures, f => Assert.Empty(f.Changed));
    }

    private static FairnessReport Check(ScorerBuild build, IReadOnlyList<Conversation> talks) =>
        FairnessCheck.Of(new(Product.Rubric("helpdesk-quality"), Product.Detectors, scorer: ReviewedTalks.Trained(build)), talks, Product.Fairness);
}
