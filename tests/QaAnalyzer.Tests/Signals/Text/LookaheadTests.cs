using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Tests.Signals.Text;

public class LookaheadTests
{
    [Theory]
    [InlineData("您好[在|欢迎]吗", "您好", "在吗")]
    [InlineData("您好[在|欢迎]吗", "您好", "欢迎")]
    [InlineData("您好(请)问吗", "您好", "请问")]
    [InlineData("您好(请)问吗", "您好", "问")]
    [InlineData("您好…帮", "您好", "")]
    [InlineData("您好[a|]", "您好", "")]
    public void What_a_phrase_can_go_on_with_is_let_through(string phrase, string beginning, string behind)
    {
        Assert.True(Of(phrase, beginning).MayHave(Lookahead.At(behind + "吗您", 0)));
    }

    [Theory]
    [InlineData("您好[在|欢迎]吗", "您好", "")]
    [InlineData("您好[在|欢迎]吗", "您好", "在")]
    [InlineData("您好[在|欢迎]吗", "您好", "再见")]
    public void What_it_cannot_go_on_with_is_not(string phrase, string beginning, string behind)
    {
        Assert.False(Of(phrase, beginning).MayHave(Lookahead.At(behind, 0)));
    }

    [Fact]
    public void Behind_a_choice_that_leads_to_a_gap_what_stands_behind_the_gap_must_follow()
    {
        var pattern = PhraseSyntax.Parse("叫…[你们|](的)…[经理|主管]$", new(WordTable.None));
        Assert.Equal(["主管", "经理"], pattern.Pivots().Order(StringComparer.Ordinal));
    }

    private static Lookahead Of(string phrase, string beginning) => PhraseSyntax.Parse(phrase, new(WordTable.None)).Beginnings()[beginning];
}
