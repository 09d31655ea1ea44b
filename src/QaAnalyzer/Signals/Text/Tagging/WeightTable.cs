namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Quantised weights, feature-major: <c>columns</c> signed bytes per hashed feature, and what one step of a column is worth.</summary>
internal sealed record WeightTable(Scoresheet Sheet, sbyte[] Rows, float[] ColumnScales)
{
    /// <summary>Symmetric 8-bit quantisation per column; a few extreme weights are clipped so that the many small ones keep their steps.</summary>
    public static WeightTable Quantize(Scoresheet sheet, float[] weights)
    {
        const double ClippedShare = 1e-5;
        var rows = new sbyte[weights.Length];
        var scales = new float[sheet.Columns];
        var count = weights.Length / sheet.Columns;
        for (var c = 0; c < sheet.Columns; c++)
        {
            var column = c;
            var sizes = Enumerable.Range(0, count).Select(r => Math.Abs(weights[(r * sheet.Columns) + column])).ToArray();
            Array.Sort(sizes);
            var largest = sizes[(int)((count - 1) * (1 - ClippedShare))];
            scales[c] = largest > 0 ? largest / sbyte.MaxValue : 1;
            for (var r = 0; r < count; r++)
                rows[(r * sheet.Columns) + c] = (sbyte)Math.Clamp(MathF.Round(weights[(r * sheet.Columns) + c] / scales[c]), -sbyte.MaxValue, sbyte.MaxValue);
        }

        return new(sheet, rows, scales);
    }
}
