using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Tests.Learning.Fairness;

public sealed class NeutralWordsTests
{
    private static readonly NeutralWords Neutral = new(Product.Fairness.Rules);

    private static readonly Conversation Mixed = Talk.Chat(
        "agent: 王先生您好，工号A12张伟，请问您有什么问题？",
        "customer: 他说我也不知道怎么办，俺太太没有收到",
        "customer: Mr. Smith told her he is gonna call Emily",
        "agent: 欧阳女士，您别急，其他的我来处理") with
    {
        Agent = new() { Id = "A12", Name = "张伟" },
    };

    public static TheoryData<string> Kinds => [.. Product.Fairness.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_scorer_reads_the_same_before_and_after_a_swap(string kind)
    {
        var swapped = Product.Fairness.Swap(kind, Mixed);
        Assert.NotNull(swapped);
        Assert.Equal(Read(Mixed, Neutral), Read(swapped, Neutral));
        if (kind != FairnessSwaps.AgentId) Assert.NotEqual(Read(Mixed, NeutralWords.None), Read(swapped, NeutralWords.None));
    }

    [Fact]
    public void What_was_replaced_still_points_to_the_original_words()
    {
        var text = new NormalizedText();
        text.Set("为啥咋办");
        var matches = new List<WordMatch>();
        Neutral.For(Mixed).Find(text.Chars, matches);
        text.Replace(matches);
        Assert.Equal("为什么怎么办", text.Chars.ToString());
        Assert.Equal(new TextSpan(1, 2), text.ToOriginal(1, 3));
        Assert.Equal(new TextSpan(2, 4), text.ToOriginal(4, 6));
    }

    private static (IReadOnlyList<Gram> Grams, IReadOnlyList<double> Circumstances) Features(Conversation conversation, NeutralWords neutral)
    {
        var reading = new ConversationReading(neutral, Product.Moods);
        var pipeline = new AnalysisPipeline(Product.Rubric("process-check"), Product.Detectors);
        var context = pipeline.Read(conversation)!;
        reading.Read(context, pipeline.Neutral(context, neutral)!);
        return (reading.Grams.ToArray(), [.. reading.Circumstances, .. reading.Tags]);
    }

    private static IEnumerable<object> Read(Conversation conversation, NeutralWords neutral)
    {
        var (grams, circumstances) = Features(conversation, neutral);
        return [.. grams.Select(g => (object)g), .. circumstances.Select(c => (object)c)];
    }
}
