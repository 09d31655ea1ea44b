namespace QaAnalyzer.Agreement;

/// <summary>
/// How far a predicted distribution over ordered bins is from the true one, 0 for the same: Sakai, "Comparing Two Binned Probability
/// Distributions for Information Access Evaluation", SIGIR 2018.
/// </summary>
public static class BinnedDistributions
{
    /// <summary>Normalised match distance: sum of the absolute differences of the cumulative distributions ÷ (bins − 1).</summary>
    public static double MatchDistance(IReadOnlyList<double> predicted, IReadOnlyList<double> gold)
    {
        double sum = 0, below = 0;
        for (var i = 0; i < gold.Count; i++)
        {
            below += predicted[i] - gold[i];
            sum += Math.Abs(below);
        }

        return sum / (gold.Count - 1);
    }

    /// <summary>
    /// Root symmetric normalised order-aware divergence. A bin's distance-weighted sum of squares is the sum over bins j of
    /// |i − j| · (pⱼ − qⱼ)²; an order-aware divergence is its mean over the bins where the one distribution is above zero; the symmetric one is
    /// the mean of both; the root of it ÷ (bins − 1).
    /// </summary>
    public static double OrderAwareDivergence(IReadOnlyList<double> predicted, IReadOnlyList<double> gold) =>
        Math.Sqrt((OneSided(predicted, gold, predicted) + OneSided(predicted, gold, gold)) / 2 / (gold.Count - 1));

    private static double OneSided(IReadOnlyList<double> predicted, IReadOnlyList<double> gold, IReadOnlyList<double> support)
    {
        double sum = 0;
        var bins = 0;
        for (var i = 0; i < gold.Count; i++)
        {
            if (support[i] <= 0) continue;
            bins++;
            for (var j = 0; j < gold.Count; j++) sum += Math.Abs(i - j) * (predicted[j] - gold[j]) * (predicted[j] - gold[j]);
        }

        return bins == 0 ? 0 : sum / bins;
    }
}
