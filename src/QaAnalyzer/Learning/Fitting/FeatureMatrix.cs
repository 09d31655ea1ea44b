using System.Runtime.Intrinsics;
using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning.Fitting;

/// <summary>
/// Training rows as a matrix that multiplies several columns at once. Every sum runs in the order of rows and features, so the same rows
/// give the same bits.
/// </summary>
/// <param name="rows">One per example.</param>
/// <param name="grams">How many grams are known.</param>
internal sealed class FeatureMatrix(IReadOnlyList<FeatureRow> rows, int grams)
{
    public int Rows => rows.Count;

    public int DenseWidth { get; } = rows.Count == 0 ? 0 : rows[0].Dense.Length;

    /// <summary>Dense features, then grams.</summary>
    public int Width => DenseWidth + grams;

    /// <summary>weights = Xᵀ · coefficients; both row-major with <paramref name="columns"/> numbers a row.</summary>
    public void TransposeTimes(ReadOnlySpan<float> coefficients, Span<float> weights, int columns)
    {
        weights.Clear();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var from = coefficients.Slice(i * columns, columns);
            for (var d = 0; d < row.Dense.Length; d++) Add(from, row.Dense[d], weights.Slice(d * columns, columns));
            for (var k = 0; k < row.Ids.Length; k++) Add(from, row.Values[k], weights.Slice((DenseWidth + row.Ids[k]) * columns, columns));
        }
    }

    /// <summary>outputs = X · weights.</summary>
    public void Times(ReadOnlySpan<float> weights, Span<float> outputs, int columns)
    {
        outputs.Clear();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            var to = outputs.Slice(i * columns, columns);
            for (var d = 0; d < row.Dense.Length; d++) Add(weights.Slice(d * columns, columns), row.Dense[d], to);
            for (var k = 0; k < row.Ids.Length; k++) Add(weights.Slice((DenseWidth + row.Ids[k]) * columns, columns), row.Values[k], to);
        }
    }

    /// <summary>Fills its second array with XXᵀ times the first: as alike as a linear model finds the rows. Not thread-safe.</summary>
    public Action<float[], float[]> Likeness(int columns)
    {
        var weights = new float[Width * columns];
        return (coefficients, product) =>
        {
            TransposeTimes(coefficients, weights, columns);
            Times(weights, product, columns);
        };
    }

    /// <summary>to += value · from. Lanes are columns, so the width of the machine's vectors changes no sum.</summary>
    private static void Add(ReadOnlySpan<float> from, float value, Span<float> to)
    {
        var c = 0;
        for (; c + 8 <= to.Length; c += 8)
            (Vector256.Create<float>(to[c..]) + (Vector256.Create<float>(from[c..]) * value)).CopyTo(to[c..]);
        for (; c + 4 <= to.Length; c += 4)
            (Vector128.Create<float>(to[c..]) + (Vector128.Create<float>(from[c..]) * value)).CopyTo(to[c..]);
        for (; c < to.Length; c++) to[c] += value * from[c];
    }
}
