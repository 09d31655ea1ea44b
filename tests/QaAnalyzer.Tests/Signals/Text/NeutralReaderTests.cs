using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Tests.Signals.Text;

public sealed class NeutralReaderTests
{
    private static readonly NeutralReader Reader = new(NeutralWords.Heard(Product.Fairness.Rules));

    [Theory]
    [InlineData("您好，请问您是王女士吗", "你好，请问你是王先生吗")]
    [InlineData("俺咋晓得有啥问题", "我怎么知道有什么问题")]
    [InlineData("She wanna know, Madam", "he want to know, sir")]
    public void Words_of_one_list_are_heard_as_one(string one, string other)
    {
        Assert.Equal(Read(other), Read(one));
    }

    [Theory]
    [InlineData("阿拉伯语")]
    [InlineData("其他的")]
    [InlineData("the sheep")]
    public void A_longer_word_in_which_one_stands_by_chance_stays(string text)
    {
        Assert.Equal(text, Read(text));
    }

    [Fact]
    public void A_phrase_with_any_word_of_a_list_finds_all_of_them()
    {
        Assert.Equal(Product.TagsOf(Talk.Chat("agent: 我稍后给你回电话")), Product.TagsOf(Talk.Chat("agent: 我稍后给您回电话")));
        Assert.Contains("0 follow-up", Product.TagsOf(Talk.Chat("agent: 我稍后给您回电话")));
    }

    [Fact]
    public void A_signal_points_to_the_words_as_they_were_said()
    {
        var signal = Product.Analyze(Talk.Chat("agent: 请问您要俺做啥，麻烦您提供一下订单号")).Signals.First(s => s.Tag == "courtesy");
        Assert.Equal("请问", "请问您要俺做啥，麻烦您提供一下订单号".Substring(signal.Span.Start, signal.Span.Length));
    }

    private static string Read(string text)
    {
        var normal = new NormalizedText();
        Reader.Read(text, normal);
        return normal.Chars.ToString();
    }
}
