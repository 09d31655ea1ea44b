using QaAnalyzer.Hangfire.Dashboard;

namespace QaAnalyzer.Tests.Hangfire;

public class MarkupTests
{
    [Fact]
    public void Values_are_written_in_their_format_and_encoded_unless_they_are_markup() =>
        Assert.Equal("<b>1,234 &lt;br&gt; <i>x</i></b>", Markup.Of($"<b>{1234:N0} {"<br>"} {Markup.Of($"<i>{'x'}</i>")}</b>").ToString());
}
