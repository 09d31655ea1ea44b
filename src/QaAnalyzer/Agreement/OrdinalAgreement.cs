namespace QaAnalyzer.Agreement;

/// <summary>How well two raters agree on 1–5 scores of the same items.</summary>
/// <param name="Count">Items that both scored.</param>
/// <param name="Exact">Share with the same score.</param>
/// <param name="WithinOne">Share that differs by at most one.</param>
/// <param name="WeightedKappa">Cohen's kappa with quadratic weights (Cohen, Psychological Bulletin 70, 1968); null when both raters never vary.</param>
/// <param name="MeanError">Mean of first minus second.</param>
public sealed record OrdinalAgreement(int Count, double Exact, double WithinOne, double? WeightedKappa, double MeanError)
{
    private const int Scores = 5;

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
        var first = new double[Scores + 1];
        var second = new double[Scores + 1];
        double observed = 0;
        foreach (var (a, b) in pairs)
        {
            first[a]++;
            second[b]++;
            observed += (a - b) * (a - b);
        }

        double expected = 0;
        for (var a = 1; a <= Scores; a++)
        {
            for (var b = 1; b <= Scores; b++) expected += first[a] * second[b] / pairs.Count * (a - b) * (a - b);
        }

        return expected == 0 ? null : 1 - (observed / expected);
    }
}
