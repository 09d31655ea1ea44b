using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Moods;

namespace QaAnalyzer.Tests.Learning.Moods;

public sealed class MoodBuildTests
{
    private static readonly string[] Bad = ["太差劲了，我要投诉", "说了半天一点用都没有", "你们太不负责任了", "气死我了，太慢了"];
    private static readonly string[] Plain = ["订单是昨天下的", "编号是三七二", "我想问一下发票", "什么时候能送到"];
    private static readonly string[] Good = ["太好了，谢谢你", "可以了，非常感谢", "解决了，谢谢", "好的，多谢你"];

    [Fact]
    public void Moods_are_learned_from_labelled_utterances()
    {
        var (conversations, gold) = Labelled(60);

        var figures = MoodBuild.Of(conversations, gold).CrossValidate(3);

        Assert.Equal(180, figures.Count);
        Assert.True(figures.MacroF1 > 0.9, $"macro-F1 {figures.MacroF1}");
    }

    [Fact]
    public void The_fewest_conversations_are_enough_for_every_part()
    {
        var (conversations, gold) = Labelled(MoodBuild.LeastGroups);

        Assert.Equal(3 * MoodBuild.LeastGroups, MoodBuild.Of(conversations, gold).CrossValidate(5).Count);
        Assert.NotEmpty(Model(MoodBuild.Of(conversations, gold)));
    }

    [Fact]
    public void Another_partition_parts_conversations_otherwise_and_still_whole()
    {
        var (conversations, gold) = Labelled(20);
        var lessons = MoodLessons.Of(conversations, gold);
        int[] first = MoodTrainer.FoldsOf(lessons, 4), other = MoodTrainer.FoldsOf(lessons, 4, partition: 2);

        Assert.NotEqual(first, other);
        Assert.All(lessons.Zip(other).GroupBy(p => p.First.Group), talk => Assert.Single(talk.Select(p => p.Second).Distinct()));
        Assert.Equal([15, 15, 15, 15], other.GroupBy(f => f).Select(f => f.Count()));
    }

    [Fact]
    public void The_order_of_conversations_changes_no_bit()
    {
        var (conversations, gold) = Labelled(30);
        var shuffled = conversations.ToArray();
        new Random(5).Shuffle(shuffled);

        Assert.Equal(Model(MoodBuild.Of(conversations, gold)), Model(MoodBuild.Of(shuffled, gold)));
    }

    [Fact]
    public void A_label_on_an_agents_words_is_refused()
    {
        var (conversations, _) = Labelled(1);

        var refusal = Assert.Throws<FormatException>(() => MoodBuild.Of(conversations, [new("talk-0", 1, Mood.Neutral)]));

        Assert.Equal("talk-0: utterance 1 has a label but is not a customer's utterance with words", refusal.Message);
    }

    [Fact]
    public void A_label_of_an_unknown_conversation_is_refused() =>
        Assert.Contains("talk-9", Assert.Throws<FormatException>(() => MoodBuild.Of([], [new("talk-9", 0, Mood.Neutral)])).Message, StringComparison.Ordinal);

    private static byte[] Model(MoodBuild build)
    {
        var folder = Directory.CreateTempSubdirectory("mood-");
        try
        {
            var to = Directory.CreateDirectory(Path.Combine(folder.FullName, "test.v1")).FullName;
            build.WriteModel(to);
            return File.ReadAllBytes(Path.Combine(to, "model.bin"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (List<Conversation> Conversations, List<MoodGold> Gold) Labelled(int count)
    {
        var random = new Random(3);
        var conversations = new List<Conversation>();
        var gold = new List<MoodGold>();
        for (var i = 0; i < count; i++)
        {
            string Any(string[] words) => words[random.Next(words.Length)];
            conversations.Add(Talk.Chat($"customer: {Any(Plain)}", "agent: 请稍等", $"customer: {Any(Bad)}", "agent: 已经处理好了", $"customer: {Any(Good)}") with { Id = $"talk-{i}" });
            gold.AddRange([new($"talk-{i}", 0, Mood.Neutral), new($"talk-{i}", 2, Mood.Dissatisfied), new($"talk-{i}", 4, Mood.Satisfied)]);
        }

        return (conversations, gold);
    }
}
