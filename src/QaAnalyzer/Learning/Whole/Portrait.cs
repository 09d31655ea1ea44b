using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning.Whole;

/// <summary>
/// A conversation as a whole, in some dozens of numbers: what the words of each view say of each criterion, its low and its high scores apart,
/// the circumstances, how the mood runs, and what it is about.
/// </summary>
/// <param name="Criteria">How many criteria there are.</param>
internal readonly record struct Portrait(int Criteria)
{
    /// <summary>The cuts of a criterion are told in so many sums.</summary>
    private const int Parts = 2;

    /// <summary>Numbers per group.</summary>
    public int[] Groups => [Parts * Criteria * ConversationViews.Names.Count, Circumstances.All.Count, MoodCourse.Numbers, TopicSpace.Topics];

    public int Width => Groups.Sum();

    /// <param name="views">Linear outputs of the words alone: views × columns.</param>
    /// <param name="circumstances">See <see cref="Circumstances"/>.</param>
    /// <param name="course">See <see cref="MoodCourse"/>.</param>
    /// <param name="topics">See <see cref="TopicSpace"/>.</param>
    /// <param name="numbers"><see cref="Width"/> numbers; NaN where one cannot be known.</param>
    public void Fill(
        ReadOnlySpan<double> views, ReadOnlySpan<double> circumstances, ReadOnlySpan<double> course, ReadOnlySpan<double> topics, Span<double> numbers)
    {
        const int Size = OrdinalTarget.Cuts / Parts;
        var columns = views.Length / ConversationViews.Names.Count;
        var at = 0;
        for (var view = 0; view < ConversationViews.Names.Count; view++)
        {
            for (var part = 0; part < Parts * Criteria; part++)
            {
                var sum = 0.0;
                foreach (var cut in views.Slice((view * columns) + (part * Size), Size)) sum += cut;
                numbers[at++] = sum;
            }
        }

        circumstances.CopyTo(numbers[at..]);
        course.CopyTo(numbers[(at + circumstances.Length)..]);
        topics.CopyTo(numbers[(at + circumstances.Length + course.Length)..]);
    }
}
