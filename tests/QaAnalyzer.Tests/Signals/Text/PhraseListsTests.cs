using QaAnalyzer.Data;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Tests.Signals.Text;

public class PhraseListsTests
{
    [Fact]
    public void Every_tag_has_a_list_with_phrases_in_both_languages()
    {
        Assert.Equal(33, TagVocabulary.Text.Count);
        foreach (var tag in TagVocabulary.Text)
        {
            var file = YamlFile.Load(Path.Combine(Product.DataFolder, "phrases", tag + ".yaml"));
            PhraseLists.Read(file, WordTable.None);
            Assert.Empty(file.Problems);
            Assert.True(file.Root["zh"].Items().Count() >= 10, $"{tag} has few Chinese phrases");
            Assert.True(file.Root["en"].Items().Count() >= 10, $"{tag} has few English phrases");
        }
    }

    [Fact]
    public void A_missing_folder_says_where_it_looked_and_what_to_do()
    {
        var e = Assert.Throws<DataFileException>(() => TextDetector.Load("/nowhere/phrases", classifier: null));
        Assert.Contains("/nowhere/phrases", e.Message, StringComparison.Ordinal);
        Assert.Contains("QA_Data", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agent", "您好，感谢来电，请问有什么可以帮您", "courtesy,greeting,offer-help,thanks")]
    [InlineData("agent", "请稍等，我查一下", "courtesy,hold-notice")]
    [InlineData("agent", "請您稍候", "courtesy,hold-notice")]
    [InlineData("agent", "让您久等了", "hold-return")]
    [InlineData("agent", "非常抱歉给您添麻烦了", "apology")]
    [InlineData("agent", "非常理解您的心情", "empathy")]
    [InlineData("agent", "我理解您的意思", "active-listening")]
    [InlineData("agent", "您的申请表在桌上", "")]
    [InlineData("customer", "我要投诉", "escalation")]
    [InlineData("customer", "我不是要投诉", "")]
    [InlineData("customer", "我都打了三次电话了", "repeat-contact")]
    [InlineData("agent", "how may I help you?", "courtesy,offer-help")]
    [InlineData("customer", "this is ridiculous", "negative-emotion")]
    [InlineData("agent", "I apologise for the delay", "apology")]
    public void The_shipped_lists_tag_the_plain_cases(string speaker, string text, string expected)
    {
        var signals = new SignalSet();
        Product.Phrases.Detect(new(Talk.Chat($"{speaker}: {text}"), Thresholds.Default, signals));
        var tags = signals.Select(s => s.Tag).Where(t => expected.Length == 0 || t != "ownership").Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(',', tags));
    }
}
