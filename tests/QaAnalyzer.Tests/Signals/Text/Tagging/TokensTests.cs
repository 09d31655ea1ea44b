using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Tests.Signals.Text.Tagging;

public class TokensTests
{
    [Theory]
    [InlineData("您好", "您|好")]
    [InlineData("I’m on it!", "i'm|on|it|!")]
    [InlineData("24小时内", "24|小|时|内")]
    [InlineData("用wifi吗？", "用|wifi|吗|?")]
    [InlineData("好的，，。", "好|的")]
    [InlineData("谢谢😀", "谢|谢|😀")]
    [InlineData("", "")]
    public void Units_follow_the_script(string text, string units)
    {
        var normal = new NormalizedText();
        normal.Set(text);
        var tokens = new Tokens();
        tokens.Set(normal.Chars);
        Assert.Equal(units, string.Join('|', Enumerable.Range(0, tokens.Count).Select(i => normal.Chars[tokens[i].Start..tokens[i].End].ToString())));
    }

    [Fact]
    public void All_numbers_are_the_same_unit()
    {
        var tokens = new Tokens();
        tokens.Set("3 88");
        Assert.Equal(tokens[0].Hash, tokens[1].Hash);
    }
}
