namespace QaAnalyzer.Learning.Moods;

/// <summary>
/// From probabilities to a mood: the largest after a factor for each. Neutral is said most, so that without factors the other two, which
/// matter, would seldom be told; the factors give the best macro-F1 over out-of-fold probabilities.
/// </summary>
/// <param name="Dissatisfied">Factor; neutral has 1.</param>
/// <param name="Satisfied">Factor.</param>
internal sealed record MoodRule(double Dissatisfied, double Satisfied)
{
    private static readonly double[] Grid = [.. Enumerable.Range(0, 21).Select(i => 0.5 + (0.1 * i))];

    public Mood Of(IReadOnlyList<double> probabilities)
    {
        var (low, middle, high) = (probabilities[0] * Dissatisfied, probabilities[1], probabilities[2] * Satisfied);
        return low > middle ? high > low ? Mood.Satisfied : Mood.Dissatisfied : high > middle ? Mood.Satisfied : Mood.Neutral;
    }

    /// <param name="probabilities">From models that did not see the examples.</param>
    /// <param name="moods">What people said.</param>
    public static MoodRule Fit(IReadOnlyList<double[]> probabilities, IReadOnlyList<Mood> moods) =>
        (from low in Grid from high in Grid select new MoodRule(low, high))
            .MaxBy(rule => MoodFigures.Of([.. probabilities.Zip(moods, (p, truth) => (rule.Of(p), truth))]).MacroF1)!;
}
