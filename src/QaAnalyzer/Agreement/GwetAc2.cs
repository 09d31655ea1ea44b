namespace QaAnalyzer.Agreement;

/// <summary>
/// Gwet's AC2 with quadratic weights, several raters and missing values: K. L. Gwet, Handbook of Inter-Rater Reliability, 4th edition (2014),
/// chapters 3 and 5. Stays steady where one score is far more frequent than the others and kappa collapses.
/// </summary>
internal static class GwetAc2
{
    /// <param name="pairs">Pairs of ratings, row by row, a square; every subject with two ratings weighs the same.</param>
    /// <param name="shares">Sum over the subjects of the share of each score.</param>
    /// <param name="rated">Subjects with at least one rating.</param>
    public static double Of(ReadOnlySpan<double> pairs, ReadOnlySpan<double> shares, double rated)
    {
        var size = shares.Length;
        double total = 0, agreed = 0, weights = 0, spread = 0;
        for (var a = 0; a < size; a++)
        {
            var share = shares[a] / rated;
            spread += share * (1 - share);
            for (var b = 0; b < size; b++)
            {
                var weight = 1 - ((a - b) * (a - b) / (double)((size - 1) * (size - 1)));
                weights += weight;
                total += pairs[(a * size) + b];
                agreed += pairs[(a * size) + b] * weight;
            }
        }

        // Below 1 for five scores, so the last division always is possible.
        var chance = weights * spread / (size * (size - 1));
        return ((agreed / total) - chance) / (1 - chance);
    }
}
