using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Moods;

namespace QaAnalyzer.Tests.Learning.Moods;

public sealed class RaterHabitTests
{
    [Fact]
    public void Labels_of_one_conversation_share_a_feature()
    {
        var (conversations, gold) = Talks();
        var lessons = MoodLessons.Of([.. conversations.Take(2)], [.. gold.Where(g => g.Conversation is "talk-0" or "talk-1")]);
        FeatureRow[] rows = [.. lessons.Select(_ => new FeatureRow([1], [3], [0.5f]))];

        var added = RaterHabit.AddTo(rows, lessons, first: 10);

        Assert.Equal(2, added);
        Assert.All(rows, row => Assert.Equal(3, row.Ids[0]));
        Assert.Equal(lessons.Select(l => l.Group == lessons[0].Group ? 10 : 11), rows.Select(row => row.Ids[1]));
    }

    [Fact]
    public void The_trained_model_knows_words_and_no_conversation()
    {
        var (conversations, gold) = Talks();
        var lessons = MoodLessons.Of(conversations, gold);

        var model = MoodTrainer.Train(lessons, "test.v1", rated: true);

        var grams = lessons.SelectMany(l => l.Grams).Select(g => g.Hash).Distinct().Count();
        Assert.InRange(model.Grams.Rows.Length / model.Grams.Columns, 1, grams);
        Assert.NotEqual(Mood.Satisfied, new MoodReader(model).Read(Talk.Chat("customer: 我要开发票")).Moods[0].Mood);
    }

    /// <summary>Every second rater finds most utterances dissatisfied, whatever is said.</summary>
    private static (List<Conversation> Conversations, List<MoodGold> Gold) Talks()
    {
        var random = new Random(11);
        var conversations = new List<Conversation>();
        var gold = new List<MoodGold>();
        for (var i = 0; i < 20; i++)
        {
            string[] said = [.. Enumerable.Range(0, 8).Select(_ => random.Next(2) == 0 ? "我要开发票" : "想换个颜色")];
            conversations.Add(Talk.Chat([.. said.Select(text => "customer: " + text)]) with { Id = $"talk-{i}" });
            gold.AddRange(said.Select((_, at) => new MoodGold($"talk-{i}", at, random.NextDouble() < (i % 2 == 0 ? 0.7 : 0.1) ? Mood.Dissatisfied : Mood.Neutral)));
        }

        return (conversations, gold);
    }
}
