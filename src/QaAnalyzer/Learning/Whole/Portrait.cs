using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning.Whole;

/// <summary>
/// A conversation as a whole, in some dozens of numbers: what the linear model says of each criterion, what the words of each view add to
/// that, the circumstances, how the mood runs, and what it is about.
/// </summary>
/// <param name="Criteria">How many criteria there are.</param>
internal readonly record struct Portrait(int Criteria)
{
    /// <summary>Numbers per group. The first group alone depends on the linear outputs.</summary>
    public int[] Groups => [Criteria, Criteria * ConversationViews.Names.Count, Circumstances.All.Count, MoodCourse.Numbers, TopicSpace.Topics];

    public int Width => Groups.Sum();

    /// <param name="outputs">Linear outputs of all criteria.</param>
    /// <param name="views">Linear outputs of the words alone: views × columns.</param>
    /// <param name="circumstances">See <see cref="Circumstances"/>.</param>
    /// <param name="course">See <see cref="MoodCourse"/>.</param>
    /// <param name="topics">See <see cref="TopicSpace"/>.</param>
    /// <param name="numbers"><see cref="Width"/> numbers; NaN where one cannot be known.</param>
    public void Fill(
        ReadOnlySpan<double> outputs,
        ReadOnlySpan<double> views,
        ReadOnlySpan<double> circumstances,
        ReadOnlySpan<double> course,
        ReadOnlySpan<double> topics,
        Span<double> numbers)
    {
        FillMeans(outputs, numbers);
        numbers = numbers[Criteria..];
        var columns = views.Length / ConversationViews.Names.Count;
        for (var view = 0; view < ConversationViews.Names.Count; view++) FillMeans(views.Slice(view * columns, columns), numbers[(view * Criteria)..]);
        numbers = numbers[(Criteria * ConversationViews.Names.Count)..];
        circumstances.CopyTo(numbers);
        course.CopyTo(numbers[circumstances.Length..]);
        topics.CopyTo(numbers[(circumstances.Length + course.Length)..]);
    }

    /// <summary>The first group: the mean of each criterion.</summary>
    public void FillMeans(ReadOnlySpan<double> outputs, Span<double> means)
    {
        for (var k = 0; k < Criteria; k++) means[k] = OrdinalTarget.MeanOfCuts(outputs.Slice(k * OrdinalTarget.Cuts, OrdinalTarget.Cuts));
    }
}
