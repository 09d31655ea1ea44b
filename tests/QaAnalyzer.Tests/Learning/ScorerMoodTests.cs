using QaAnalyzer.Conversations;
using QaAnalyzer.Learning;
using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Scoring;

namespace QaAnalyzer.Tests.Learning;

/// <summary>What the shipped mood model adds to a scorer. None of the words at the end stands in the reviewed conversations.</summary>
public sealed class ScorerMoodTests
{
    private static readonly Lazy<LearnedScorer> WithMoods = new(() => ReviewedTalks.Trained(ReviewedTalks.Build(ReviewedTalks.Of(200), moods: Product.Moods)));
    private static readonly Lazy<LearnedScorer> WithoutMoods = new(() => ReviewedTalks.Trained(200));

    private static readonly Conversation Glad = Ending("棒极了，赞，爱你们哟");
    private static readonly Conversation Cross = Ending("垃圾公司，骗子，气死人");

    [Fact]
    public void A_scorer_from_its_file_still_hears_moods_in_words_that_no_review_had() =>
        Assert.True(Gap(WithMoods.Value) > Gap(WithoutMoods.Value) + 0.1, $"{Gap(WithMoods.Value)} against {Gap(WithoutMoods.Value)}");

    [Fact]
    public void A_reason_counts_the_mood() =>
        Assert.Contains("the customer's mood", Drafts(WithMoods.Value, Cross).Single(d => d.Criterion == "satisfaction").Reason.En, StringComparison.Ordinal);

    [Fact]
    public void Late_moods_count_most_and_without_words_of_a_customer_they_are_unknown()
    {
        var (better, worse) = (Moods(Talk.Chat("customer: 气死我了", "agent: 请稍等", "customer: 太好了，谢谢")), Moods(Talk.Chat("customer: 太好了，谢谢", "agent: 请稍等", "customer: 气死我了")));
        Assert.All(better.Zip(worse), pair => Assert.True(pair.First > pair.Second, $"{pair}"));
        Assert.All(Moods(Talk.Chat("agent: 您好")), m => Assert.Equal(double.NaN, m));
    }

    private static Conversation Ending(string words) => Talk.Chat("customer: 我的订单出了问题，能帮我看看吗？", "agent: 请提供一下订单的编号，我帮您查询", "customer: " + words);

    private static double Gap(LearnedScorer scorer) => Mean(scorer, Glad) - Mean(scorer, Cross);

    private static double Mean(LearnedScorer scorer, Conversation conversation) =>
        Drafts(scorer, conversation).OfType<DraftScore>().Where(d => d.Criterion == "satisfaction").Select(d => d.Probabilities.Select((p, s) => p * (s + 1)).Sum()).Single();

    private static IReadOnlyList<Draft> Drafts(LearnedScorer scorer, Conversation conversation) =>
        new AnalysisPipeline(Product.Rubric("helpdesk-quality"), Product.Detectors, scorer: scorer).Analyze(conversation).Drafts;

    private static double[] Moods(Conversation conversation)
    {
        var context = new AnalysisPipeline(Product.Rubric("helpdesk-quality"), Product.Detectors).Read(conversation)!;
        var reading = new ConversationReading(NeutralWords.None, Product.Moods);
        reading.Read(context, context);
        return [.. Circumstances.All.Select((c, i) => (c.Name.En, Value: reading.Circumstances[i])).Where(c => c.En.Contains("mood", StringComparison.Ordinal)).Select(c => c.Value)];
    }
}
