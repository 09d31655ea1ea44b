using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning.Whole;

/// <summary>The portraits of training conversations.</summary>
/// <param name="Portrait">What their numbers are.</param>
/// <param name="Topics">Tells what a conversation is about.</param>
/// <param name="Numbers">One portrait per conversation.</param>
internal sealed record Portraits(Portrait Portrait, TopicSpace Topics, double[][] Numbers)
{
    /// <param name="lessons">Training conversations.</param>
    /// <param name="views">Linear outputs of the words of each view, out of fold.</param>
    /// <param name="topics">Tells what they are about.</param>
    /// <param name="grams">The scorer's table.</param>
    public static Portraits Of(IReadOnlyList<Lesson> lessons, double[][] views, TopicSpace topics, GramWeights grams)
    {
        var portrait = new Portrait(grams.Columns / OrdinalTarget.Cuts);
        var (rows, about) = (new GramRows(), new double[TopicSpace.Topics]);
        var numbers = new double[lessons.Count][];
        foreach (var (lesson, i) in lessons.Select((lesson, i) => (lesson, i)))
        {
            rows.Set(grams, lesson.Grams);
            topics.Fill(lesson.Grams, rows.Rows, about);
            portrait.Fill(views[i], lesson.Circumstances, lesson.Course, about, numbers[i] = new double[portrait.Width]);
        }

        return new(portrait, topics, numbers);
    }
}
