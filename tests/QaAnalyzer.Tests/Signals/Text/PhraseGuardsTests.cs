using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Tests.Signals.Text;

public class PhraseGuardsTests
{
    [Theory]
    [InlineData("我不要投诉", 2, true)]
    [InlineData("我不是要投诉", 3, true)]
    [InlineData("不要,我投诉", 4, false)]
    [InlineData("我要投诉", 1, false)]
    [InlineData("不这这这这这这这投诉", 8, false)]
    public void A_guard_before_a_match_counts_in_its_clause_and_within_reach(string text, int start, bool forbidden)
    {
        Assert.Equal(forbidden, new PhraseGuards(["不要", "不是要", "不"], []).ForbidBefore(Of(text), start));
    }

    [Theory]
    [InlineData("帮我查到了", 3, true)]
    [InlineData("帮我查 到了", 3, true)]
    [InlineData("帮我查", 3, false)]
    [InlineData("帮我查这到", 3, false)]
    public void A_guard_behind_a_match_counts_directly_or_behind_spaces(string text, int end, bool forbidden)
    {
        Assert.Equal(forbidden, new PhraseGuards([], ["到"]).ForbidBehind(Of(text), end));
    }

    private static SentenceLayout Of(string words)
    {
        var (layout, text) = (new SentenceLayout(), new NormalizedText());
        text.Set(words);
        layout.Set(text);
        return layout;
    }
}
