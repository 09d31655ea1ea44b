using QaAnalyzer.Conversations;
using QaAnalyzer.Data;
using QaAnalyzer.Learning.Fairness;

namespace QaAnalyzer.Tests.Learning.Fairness;

public sealed class FairnessSwapsTests
{
    [Theory]
    [InlineData("names", "王先生，请问王府井店有货吗", "李先生，请问王府井店有货吗")]
    [InlineData("names", "欧阳女士您稍等", "司马女士您稍等")]
    [InlineData("gender-words", "其他的事他问了李先生", "其他的事她问了李女士")]
    [InlineData("honorifics", "您好，请您稍等，你们放心", "您好，请你稍等，你们放心")]
    [InlineData("dialect", "俺咋知道为啥有没有货", "我怎么晓得为什么有没有货")]
    public void Chinese_words_are_exchanged_and_the_rest_stays(string kind, string text, string expected) => Assert.Equal(expected, Swapped(kind, text));

    [Theory]
    [InlineData("gender-words", "He said HE sees the theme, sir; she's here", "She said SHE sees the theme, madam; he's here")]
    [InlineData("gender-words", "HIS son, Mr. Smith", "HER daughter, Ms. Smith")]
    [InlineData("names", "Dear Mr. smith, the Smith machine broke", "Dear Mr. wang, the Smith machine broke")]
    [InlineData("names", "This is John, not Johnson", "This is Fatima, not Johnson")]
    [InlineData("dialect", "I wanna go, y'all", "I want to go, you all")]
    public void English_words_are_exchanged_whole_and_keep_their_case(string kind, string text, string expected) => Assert.Equal(expected, Swapped(kind, text));

    [Theory]
    [InlineData("names", "王府井店在哪里")]
    [InlineData("gender-words", "the shepherd sheltered them")]
    [InlineData("honorifics", "您好")]
    [InlineData("agent-id", "工号A12")]
    public void A_conversation_without_words_of_the_kind_is_not_swapped(string kind, string text) =>
        Assert.Null(Product.Fairness.Swap(kind, Talk.Chat("agent: " + text)));

    [Fact]
    public void Names_of_the_record_change_there_and_in_the_text()
    {
        var talk = Talk.Chat("agent: 我是张伟，请问是Maria吗", "customer: Yes, Maria Lopez") with { Agent = new() { Id = "A12", Name = "张伟" }, Customer = new() { Name = "Maria Lopez" } };
        var swapped = Product.Fairness.Swap("names", talk)!;
        Assert.Equal(("陈晓雨", "Dana Cole"), (swapped.Agent!.Name, swapped.Customer!.Name));
        Assert.Equal(["我是陈晓雨，请问是Dana吗", "Yes, Dana Cole"], swapped.Utterances.Select(u => u.Text));
        Assert.Equal("A12", swapped.Agent.Id);
    }

    [Fact]
    public void The_agents_id_changes_on_the_record_and_in_the_text()
    {
        var talk = Talk.Chat("agent: 工号A19为您服务", "customer: order A190") with { Agent = new() { Id = "A19" } };
        var swapped = Product.Fairness.Swap("agent-id", talk)!;
        Assert.Equal("B20", swapped.Agent!.Id);
        Assert.Equal(["工号B20为您服务", "order A190"], swapped.Utterances.Select(u => u.Text));
    }

    [Fact]
    public void Times_and_speakers_stay()
    {
        var talk = Talk.Call("agent 0-2.5: 先生您好", "customer 3-4: 嗯");
        var swapped = Product.Fairness.Swap("gender-words", talk)!;
        Assert.Equal(talk.Utterances[0] with { Text = "女士您好" }, swapped.Utterances[0]);
        Assert.Same(talk.Utterances[1], swapped.Utterances[1]);
    }

    [Theory]
    [InlineData("tone:\n  - exchange:\n      - [a, b]\n      - [c, A]", "words.yaml line 2: the kind tone has \"A\" twice")]
    [InlineData("tone:\n  - exchange: [[a]]", "words.yaml line 2: expected at least two words to exchange")]
    [InlineData("tone:\n  - swap: [[a, b]]", "words.yaml line 2: unknown key \"swap\"")]
    public void A_slip_in_the_word_lists_is_named_with_its_line(string yaml, string expected) =>
        Assert.Contains(expected, Assert.Throws<DataFileException>(() => FairnessFile.Read([YamlFile.Parse("words.yaml", yaml)])).Message, StringComparison.Ordinal);

    private static string? Swapped(string kind, string text) => Product.Fairness.Swap(kind, Talk.Chat("customer: " + text))?.Utterances[0].Text;
}
