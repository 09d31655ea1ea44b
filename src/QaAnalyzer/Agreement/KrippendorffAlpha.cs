namespace QaAnalyzer.Agreement;

/// <summary>
/// Krippendorff's alpha for ordinal values, several observers and missing values: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability"
/// (2011), section E.
/// </summary>
internal static class KrippendorffAlpha
{
    /// <param name="coincidences">The matrix of coincidences, row by row, a square; symmetric.</param>
    /// <returns>NaN when all values are the same.</returns>
    public static double Of(ReadOnlySpan<double> coincidences)
    {
        var size = (int)Math.Sqrt(coincidences.Length);
        Span<double> values = stackalloc double[size];
        double total = 0, observed = 0, expected = 0;
        for (var i = 0; i < coincidences.Length; i++)
        {
            values[i / size] += coincidences[i];
            total += coincidences[i];
        }

        for (var c = 0; c < size; c++)
        {
            // Two values are as far apart as there are values between them, each end counting half.
            var between = values[c];
            for (var k = c + 1; k < size; k++)
            {
                between += values[k];
                var distance = between - ((values[c] + values[k]) / 2);
                observed += coincidences[(c * size) + k] * distance * distance;
                expected += values[c] * values[k] * distance * distance;
            }
        }

        return expected == 0 ? double.NaN : 1 - ((total - 1) * observed / expected);
    }
}
