using QaAnalyzer.Conversations;
using QaAnalyzer.Learning;
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
    public void Words_are_blamed_less_for_a_strict_rater()
    {
        var lessons = Enumerable.Range(0, 160).Select(i => new Lesson
        {
            Conversation = $"{i}",
            Group = $"talk-{i / 8}",
            Circumstances = [],
            Course = [],
            Tags = [],
            Grams = [],
            Reviews = [[IsStrict(i) ? 1 : 2]],
        }).ToArray();
        Assert.InRange(Blame(habits: true), 0, 0.8 * Blame(habits: false));

        static bool IsStrict(int i) => i / 8 % 2 == 0;

        double Blame(bool habits)
        {
            // Word 0 stands mostly in strict raters' talks, word 1 mostly in the others'.
            FeatureRow[] rows = [.. lessons.Select((_, i) => new FeatureRow([0], [(i % 8 < 6) == IsStrict(i) ? 0 : 1], [1f]))];
            var features = 2 + (habits ? RaterHabit.AddTo(rows, lessons, first: 2) : 0);
            var targets = new ScoreTargets(lessons, 1);
            var weights = PathFit.Of(rows, targets, features, [1], trained: _ => true, predicted: _ => false).Weights([0]);
            return Math.Abs(weights[targets.Columns] - weights[2 * targets.Columns]);
        }
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
            gold.AddRange(said.Select((_, at) => new MoodGold($"talk-{i}", at, i % 2 == 0 ? Mood.Dissatisfied : Mood.Neutral)));
        }

        return (conversations, gold);
    }
}
