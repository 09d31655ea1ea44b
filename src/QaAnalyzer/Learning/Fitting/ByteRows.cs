using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning.Fitting;

/// <summary>Rows of weights as signed bytes, with what one step of each column is worth: a quarter of the memory, and the sums hardly differ.</summary>
internal static class ByteRows
{
    /// <param name="weights">Row-major.</param>
    /// <param name="columns">Numbers a row.</param>
    public static (sbyte[] Rows, float[] Steps) Of(float[] weights, int columns)
    {
        var (rows, steps) = (new sbyte[weights.Length], new float[columns]);
        for (var i = 0; i < weights.Length; i++) steps[i % columns] = Math.Max(steps[i % columns], Math.Abs(weights[i]));
        for (var c = 0; c < columns; c++) steps[c] = Math.Max(steps[c], 1e-12f) / sbyte.MaxValue;
        for (var i = 0; i < weights.Length; i++) rows[i] = (sbyte)MathF.Round(weights[i] / steps[i % columns]);
        return (rows, steps);
    }

    /// <summary>sums += value · row, in steps.</summary>
    /// <param name="row">A multiple of 4 bytes.</param>
    /// <param name="value">Times which the row is added.</param>
    /// <param name="sums">As many sums.</param>
    public static void Add(ReadOnlySpan<sbyte> row, float value, Span<float> sums)
    {
        for (var c = 0; c < sums.Length; c += 4) (Vector128.Create<float>(sums[c..]) + (Four(row[c..]) * value)).CopyTo(sums[c..]);
    }

    /// <summary>The sum of value · row over grams, in steps.</summary>
    /// <param name="table">All rows, row-major.</param>
    /// <param name="grams">The values.</param>
    /// <param name="rows">The row of each gram; one that the table does not have adds nothing.</param>
    /// <param name="sums">A sum per column, their number a multiple of 4.</param>
    public static void Sum(ReadOnlySpan<sbyte> table, ReadOnlySpan<Gram> grams, ReadOnlySpan<int> rows, Span<float> sums)
    {
        var c = 0;
        for (; c + 12 <= sums.Length; c += 12) SumTwelve(table, grams, rows, c, sums);
        for (; c < sums.Length; c += 4) SumFour(table, grams, rows, c, sums);
    }

    /// <summary>Twelve columns at once, the cuts of three criteria: their sums stay in registers.</summary>
    private static void SumTwelve(ReadOnlySpan<sbyte> table, ReadOnlySpan<Gram> grams, ReadOnlySpan<int> rows, int column, Span<float> sums)
    {
        var (columns, known) = (sums.Length, table.Length / sums.Length);
        var (sum0, sum1, sum2) = (Vector128<float>.Zero, Vector128<float>.Zero, Vector128<float>.Zero);
        for (var g = 0; g < rows.Length; g++)
        {
            if ((uint)rows[g] >= (uint)known) continue;
            var from = table.Slice((rows[g] * columns) + column, 12);
            sum0 += Four(from) * grams[g].Value;
            sum1 += Four(from[4..]) * grams[g].Value;
            sum2 += Four(from[8..]) * grams[g].Value;
        }

        sum0.CopyTo(sums[column..]);
        sum1.CopyTo(sums[(column + 4)..]);
        sum2.CopyTo(sums[(column + 8)..]);
    }

    private static void SumFour(ReadOnlySpan<sbyte> table, ReadOnlySpan<Gram> grams, ReadOnlySpan<int> rows, int column, Span<float> sums)
    {
        var (columns, known, sum) = (sums.Length, table.Length / sums.Length, Vector128<float>.Zero);
        for (var g = 0; g < rows.Length; g++)
        {
            if ((uint)rows[g] < (uint)known) sum += Four(table[((rows[g] * columns) + column)..]) * grams[g].Value;
        }

        sum.CopyTo(sums[column..]);
    }

    private static Vector128<float> Four(ReadOnlySpan<sbyte> bytes) => Vector128.ConvertToSingle(
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(MemoryMarshal.Read<int>(MemoryMarshal.AsBytes(bytes))).AsSByte())));

    /// <summary>outputs += sums, each in its step.</summary>
    public static void AddSteps(ReadOnlySpan<float> sums, float[] steps, Span<double> outputs)
    {
        for (var c = 0; c < sums.Length; c++) outputs[c] += sums[c] * steps[c];
    }
}
