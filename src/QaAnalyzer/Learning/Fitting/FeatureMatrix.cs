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
        if (Width == 0) return;
        for (var i = 0; i < rows.Count; i++)
        {
            var to = outputs.Slice(i * columns, columns);
            var c = 0;
            for (; c + 12 <= columns; c += 12) SumTwelve(rows[i], weights[c..], columns, to[c..]);
            for (; c + 4 <= columns; c += 4) SumFour(rows[i], weights[c..], columns, to[c..]);
            for (; c < columns; c++) to[c] = SumOne(rows[i], weights[c..], columns);
        }
    }

    /// <summary>Twelve columns at once, the cuts of three criteria: their sums stay in registers.</summary>
    private void SumTwelve(FeatureRow row, ReadOnlySpan<float> weights, int columns, Span<float> to)
    {
        var (sum8, sum4) = (Vector256<float>.Zero, Vector128<float>.Zero);
        for (var d = 0; d < row.Dense.Length; d++)
        {
            var from = weights[(d * columns)..];
            sum8 += Vector256.Create<float>(from) * row.Dense[d];
            sum4 += Vector128.Create<float>(from[8..]) * row.Dense[d];
        }

        for (var k = 0; k < row.Ids.Length; k++)
        {
            var from = weights[((DenseWidth + row.Ids[k]) * columns)..];
            sum8 += Vector256.Create<float>(from) * row.Values[k];
            sum4 += Vector128.Create<float>(from[8..]) * row.Values[k];
        }

        sum8.CopyTo(to);
        sum4.CopyTo(to[8..]);
    }

    private void SumFour(FeatureRow row, ReadOnlySpan<float> weights, int columns, Span<float> to)
    {
        var sum = Vector128<float>.Zero;
        for (var d = 0; d < row.Dense.Length; d++) sum += Vector128.Create<float>(weights[(d * columns)..]) * row.Dense[d];
        for (var k = 0; k < row.Ids.Length; k++) sum += Vector128.Create<float>(weights[((DenseWidth + row.Ids[k]) * columns)..]) * row.Values[k];
        sum.CopyTo(to);
    }

    private float SumOne(FeatureRow row, ReadOnlySpan<float> weights, int columns)
    {
        var sum = 0f;
        for (var d = 0; d < row.Dense.Length; d++) sum += weights[d * columns] * row.Dense[d];
        for (var k = 0; k < row.Ids.Length; k++) sum += weights[(DenseWidth + row.Ids[k]) * columns] * row.Values[k];
        return sum;
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
