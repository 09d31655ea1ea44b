namespace QaAnalyzer.Agreement;

/// <summary>A figure with its 95 % interval.</summary>
public sealed record Estimate(double Value, double Low, double High)
{
    private const double Tail = 0.025;

    /// <summary>
    /// Percentile interval (B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13); null when the figure is undefined,
    /// or so often undefined in resamples that the rest would mislead.
    /// </summary>
    /// <param name="value">The figure over all conversations; NaN when undefined.</param>
    /// <param name="resampled">The same figure over each resample.</param>
    internal static Estimate? Of(double value, IEnumerable<double> resampled)
    {
        var all = resampled.ToArray();
        var sorted = Array.FindAll(all, r => !double.IsNaN(r));
        if (double.IsNaN(value) || sorted.Length < all.Length * (1 - (2 * Tail))) return null;

        Array.Sort(sorted);
        var cut = (int)(sorted.Length * Tail);
        return new(value, sorted[cut], sorted[^(cut + 1)]);
    }
}
