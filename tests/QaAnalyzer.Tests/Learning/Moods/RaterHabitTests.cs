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
    public void Words_are_not_blamed_for_a_strict_rater()
    {
        var (conversations, gold) = Talks();
        var lessons = MoodLessons.Of(conversations, gold);

        var blamed = Blame(rated: false);

        Assert.True(blamed > 0.2, $"blamed {blamed}");
        Assert.True(Math.Abs(Blame(rated: true)) < blamed / 2, $"blamed {Blame(rated: true)} with habits, {blamed} without");

        double Blame(bool rated)
        {
            var reader = new MoodReader(MoodTrainer.Train(lessons, "test.v1", rated));
            double Dissatisfied(string text) => reader.Read(Talk.Chat("customer: " + text)).Moods[0].Probabilities[(int)Mood.Dissatisfied];
            return Dissatisfied("我要开发票") - Dissatisfied("想换个颜色");
        }
    }

    /// <summary>
    /// Every second rater finds nearly all utterances dissatisfied, whatever is said, and the talks that this rater gets are mostly about
    /// invoices; the others are seldom.
    /// </summary>
    private static (List<Conversation> Conversations, List<MoodGold> Gold) Talks()
    {
        var random = new Random(11);
        var conversations = new List<Conversation>();
        var gold = new List<MoodGold>();
        for (var i = 0; i < 60; i++)
        {
            var strict = i % 2 == 0;
            var invoices = strict ? 0.8 : 0.2;
            string[] said = [.. Enumerable.Range(0, 8).Select(_ => random.NextDouble() < invoices ? "我要开发票" : "想换个颜色")];
            conversations.Add(Talk.Chat([.. said.Select(text => "customer: " + text)]) with { Id = $"talk-{i}" });
            gold.AddRange(said.Select((_, at) => new MoodGold($"talk-{i}", at, random.NextDouble() < (strict ? 0.9 : 0.1) ? Mood.Dissatisfied : Mood.Neutral)));
        }

        return (conversations, gold);
    }
}
