using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning.Fitting;

/// <summary>What a linear model says of one example, column by column.</summary>
internal static class LinearOutputs
{
    /// <param name="scale">Makes dense features of the numbers.</param>
    /// <param name="denseWeights">Dense features × columns, row-major.</param>
    /// <param name="weights">The table of grams; its columns are the model's.</param>
    /// <param name="circumstances">First group of numbers.</param>
    /// <param name="tags">Second group of numbers; may be empty.</param>
    /// <param name="grams">Grams of the example.</param>
    public static double[] Of(
        DenseScale scale, float[] denseWeights, GramWeights weights, ReadOnlySpan<double> circumstances, ReadOnlySpan<double> tags, ReadOnlySpan<Gram> grams)
    {
        var outputs = new double[weights.Columns];
        Span<float> dense = stackalloc float[scale.Width];
        scale.Fill(circumstances, tags, dense);
        for (var d = 0; d < dense.Length; d++)
        {
            if (dense[d] == 0) continue;
            ScaledRow.Add(dense[d], denseWeights.AsSpan(d * outputs.Length, outputs.Length), outputs);
        }

        weights.AddTo(grams, outputs);
        return outputs;
    }
}
