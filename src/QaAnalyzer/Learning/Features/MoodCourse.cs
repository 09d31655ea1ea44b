namespace QaAnalyzer.Learning.Features;

/// <summary>How the customer's mood runs through a conversation, in numbers; NaN where no mood is known.</summary>
internal static class MoodCourse
{
    public const int Numbers = 6;

    /// <param name="levels">Moods of the customer's utterances, from −1 to 1 in order.</param>
    /// <param name="values">Last, first, mean, change from first to last, late ones counting most, lowest.</param>
    public static void Fill(IReadOnlyList<double> levels, Span<double> values)
    {
        if (levels.Count == 0)
        {
            values.Fill(double.NaN);
            return;
        }

        values[0] = levels[^1];
        values[1] = levels[0];
        values[2] = levels.Average();
        values[3] = levels[^1] - levels[0];
        values[4] = Recent(levels);
        values[5] = levels.Min();
    }

    /// <summary>The sum, each halved for every later one.</summary>
    public static double Recent(IReadOnlyList<double> levels) => levels.Aggregate(0.0, (sum, level) => (sum / 2) + level);
}
