using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Tests.Learning.Moods;

/// <summary>The shipped model.</summary>
public sealed class MoodReaderTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "models", "mood.v1");
    private static readonly MoodReader Shipped = MoodReader.Load(Folder);

    [Theory]
    [InlineData("你们这什么破服务，气死我了", Mood.Dissatisfied)]
    [InlineData("你們這什麼破服務，氣死我了", Mood.Dissatisfied)]
    [InlineData("This is ridiculous, I am absolutely furious with you people", Mood.Dissatisfied)]
    [InlineData("太好了，已经可以用了，非常感谢", Mood.Satisfied)]
    [InlineData("That worked, thank you so much for your help", Mood.Satisfied)]
    [InlineData("我的订单号是三八二零", Mood.Neutral)]
    [InlineData("My order number is 3820", Mood.Neutral)]
    public void Plain_words_get_their_mood(string text, Mood mood) => Assert.Equal(mood, Assert.Single(Shipped.Read(Talk.Chat("customer: " + text)).Moods).Mood);

    [Fact]
    public void Traditional_characters_read_as_simplified() =>
        Assert.Equal(Read("太謝謝您了，問題解決了").Probabilities, Read("太谢谢您了，问题解决了").Probabilities);

    [Fact]
    public void Only_customers_with_words_have_a_mood()
    {
        var talk = Talk.Chat("agent: 您好", "customer:  ", "customer: 在吗", "bot: 请稍候", "agent: 太好了谢谢");

        Assert.Equal([2], Shipped.Read(talk).Moods.Select(m => m.Utterance));
        Assert.Same(ConversationMoods.None, Shipped.Read(Talk.Chat("agent: 您好")));
    }

    [Fact]
    public void What_comes_later_changes_no_mood()
    {
        var talk = Talk.Chat("customer: 我的快递呢", "agent: 我查一下", "customer: 都三天了还没到", "agent: 已经到了", "customer: 太好了，谢谢");
        var whole = Shipped.Read(talk).Moods;

        Assert.Equivalent(whole.Take(2), Shipped.Read(talk with { Utterances = [.. talk.Utterances.Take(4)] }).Moods, strict: true);
    }

    [Fact]
    public void Probabilities_sum_to_one() => Assert.Equal(1, Read("什么时候能送到？？").Probabilities.Sum(), 9);

    [Fact]
    public void The_training_rows_give_the_shipped_model_bit_for_bit()
    {
        var folder = Directory.CreateTempSubdirectory("mood-");
        try
        {
            var to = folder.CreateSubdirectory("mood.v1").FullName;
            MoodBuild.Of(TaggerBuild.LoadRows(Path.Combine(Product.DataFolder, "training"))).WriteModel(to);

            Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, "model.bin")), File.ReadAllBytes(Path.Combine(to, "model.bin")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static UtteranceMood Read(string text) => Assert.Single(Shipped.Read(Talk.Chat("customer: " + text)).Moods);
}
