using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

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
        var from = MemoryMarshal.AsBytes(row);
        for (var c = 0; c < sums.Length; c += 4)
        {
            var bytes = Vector128.CreateScalar(MemoryMarshal.Read<int>(from[c..])).AsSByte();
            var four = Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)));
            (Vector128.Create<float>(sums[c..]) + (four * value)).CopyTo(sums[c..]);
        }
    }

    /// <summary>outputs += sums, each in its step.</summary>
    public static void AddSteps(ReadOnlySpan<float> sums, float[] steps, Span<double> outputs)
    {
        for (var c = 0; c < sums.Length; c++) outputs[c] += sums[c] * steps[c];
    }
}
