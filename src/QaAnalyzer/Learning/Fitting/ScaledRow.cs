using System.Runtime.Intrinsics;

namespace QaAnalyzer.Learning.Fitting;

/// <summary>One row of dense weights, times a number, on top of sums: the innermost loop of all linear outputs.</summary>
internal static class ScaledRow
{
    /// <summary>Products are floats and sums doubles, as a plain loop would have them.</summary>
    /// <param name="factor">Times which the row is added.</param>
    /// <param name="row">A multiple of 4 weights.</param>
    /// <param name="sums">As many sums.</param>
    public static void Add(float factor, ReadOnlySpan<float> row, Span<double> sums)
    {
        for (var c = 0; c < row.Length; c += 4)
        {
            var products = Vector128.Create(row[c..]) * factor;
            (Vector256.Create<double>(sums[c..]) + Vector256.WidenLower(products.ToVector256Unsafe())).CopyTo(sums[c..]);
        }
    }
}
