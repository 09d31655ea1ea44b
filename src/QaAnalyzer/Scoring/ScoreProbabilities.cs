namespace QaAnalyzer.Scoring;

/// <summary>
/// Probabilities for 1–5 around a rule's value: a normal curve cut into five parts. An expression of the scale's coarseness, not a
/// calibrated confidence; there is no prediction set without a learned scorer.
/// </summary>
internal static class ScoreProbabilities
{
    /// <summary>Evaluators who read the same anchors differ by about this much.</summary>
    private const double Spread = 0.8;

    /// <summary>Five probabilities that sum to 1, rounded to four digits; the drafted score is always the most probable.</summary>
    public static double[] Around(double value)
    {
        var weights = new double[5];
        for (var score = 1; score <= 5; score++)
        {
            var distance = (score - value) / Spread;
            weights[score - 1] = Math.Exp(-distance * distance / 2);
        }

        var sum = weights.Sum();
        for (var i = 0; i < 5; i++) weights[i] = Math.Round(weights[i] / sum, 4);
        weights[Array.IndexOf(weights, weights.Max())] += 1 - weights.Sum();
        for (var i = 0; i < 5; i++) weights[i] = Math.Round(weights[i], 4);
        return weights;
    }
}
