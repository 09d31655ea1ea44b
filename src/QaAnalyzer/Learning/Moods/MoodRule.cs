namespace QaAnalyzer.Learning.Moods;

/// <summary>
/// From probabilities to a mood: the largest after a factor for each. Neutral is said most, so that without factors the other two, which
/// matter, would seldom be told.
/// </summary>
/// <param name="Dissatisfied">Factor; neutral has 1.</param>
/// <param name="Satisfied">Factor.</param>
internal sealed record MoodRule(double Dissatisfied, double Satisfied)
{
    private const int Steps = 20;

    public Mood Of(IReadOnlyList<double> probabilities)
    {
        var (low, middle, high) = (probabilities[0] * Dissatisfied, probabilities[1], probabilities[2] * Satisfied);
        return low > middle ? high > low ? Mood.Satisfied : Mood.Dissatisfied : high > middle ? Mood.Satisfied : Mood.Neutral;
    }

    /// <summary>
    /// Each mood is divided by a power of its share, from 0, which leaves the most probable mood, to 1, which asks how much likelier than usual
    /// a mood is. The power gives the best macro-F1 over the examples; one number for both factors follows chance less than two would.
    /// </summary>
    /// <param name="probabilities">From models that did not see the examples.</param>
    /// <param name="moods">What people said.</param>
    public static MoodRule Fit(IReadOnlyList<double[]> probabilities, IReadOnlyList<Mood> moods)
    {
        return Enumerable.Range(0, Steps + 1).Select(step => new MoodRule(Factor(Mood.Dissatisfied, step), Factor(Mood.Satisfied, step)))
            .MaxBy(rule => MoodFigures.Of([.. probabilities.Zip(moods, (p, truth) => (rule.Of(p), truth))]).MacroF1)!;

        double Factor(Mood mood, int step) => Math.Pow((double)Count(Mood.Neutral) / Count(mood), (double)step / Steps);

        // A mood that nobody said counts once, so that its factor is a number.
        int Count(Mood mood) => Math.Max(1, moods.Count(m => m == mood));
    }
}
