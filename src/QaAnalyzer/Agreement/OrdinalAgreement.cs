namespace QaAnalyzer.Agreement;

/// <summary>How well two raters agree on 1–5 scores of the same items.</summary>
/// <param name="Count">Items that both scored.</param>
/// <param name="Exact">Share with the same score.</param>
/// <param name="WithinOne">Share that differs by at most one.</param>
/// <param name="WeightedKappa">See <see cref="Agreement.WeightedKappa"/>; null when both raters never vary.</param>
/// <param name="MeanError">Mean of first minus second.</param>
public sealed record OrdinalAgreement(int Count, double Exact, double WithinOne, double? WeightedKappa, double MeanError)
{
    /// <summary>Agreement of pairs of scores 1–5; null when there is no pair.</summary>
    public static OrdinalAgreement? Of(IReadOnlyList<(int First, int Second)> pairs)
    {
        if (pairs.Count == 0) return null;
        return new(
            pairs.Count,
            (double)pairs.Count(p => p.First == p.Second) / pairs.Count,
            (double)pairs.Count(p => Math.Abs(p.First - p.Second) <= 1) / pairs.Count,
            Kappa(pairs),
            pairs.Average(p => p.First - p.Second));
    }

    private static double? Kappa(IReadOnlyList<(int First, int Second)> pairs)
    {
        var table = new double[RatingSums.Scores * RatingSums.Scores];
        foreach (var (first, second) in pairs) table[((first - 1) * RatingSums.Scores) + second - 1]++;
        return Agreement.WeightedKappa.Of(table) is var kappa && double.IsNaN(kappa) ? null : kappa;
    }
}
