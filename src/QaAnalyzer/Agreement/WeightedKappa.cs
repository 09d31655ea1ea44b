namespace QaAnalyzer.Agreement;

/// <summary>
/// Cohen's kappa with quadratic weights: J. Cohen, "Weighted kappa", Psychological Bulletin 70 (1968) 213–220; the weights as in J. L. Fleiss and
/// J. Cohen, Educational and Psychological Measurement 33 (1973) 613–619.
/// </summary>
internal static class WeightedKappa
{
    /// <param name="table">Counts or weights of (first, second), row by row, a square.</param>
    /// <returns>NaN when no disagreement is to be expected, because both sides always gave the same score.</returns>
    public static double Of(ReadOnlySpan<double> table)
    {
        var size = (int)Math.Sqrt(table.Length);
        Span<double> first = stackalloc double[size];
        Span<double> second = stackalloc double[size];
        double total = 0, observed = 0, expected = 0;
        for (var a = 0; a < size; a++)
        {
            for (var b = 0; b < size; b++)
            {
                var weight = table[(a * size) + b];
                first[a] += weight;
                second[b] += weight;
                total += weight;
                observed += weight * (a - b) * (a - b);
            }
        }

        for (var a = 0; a < size; a++)
        {
            for (var b = 0; b < size; b++) expected += first[a] * second[b] * (a - b) * (a - b);
        }

        return expected == 0 ? double.NaN : 1 - (observed * total / expected);
    }
}
