namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>The weights of one speaker: which row a feature has, and quantised rows of <c>columns</c> signed bytes.</summary>
/// <param name="Sheet">Columns.</param>
/// <param name="Index">Feature hash → row.</param>
/// <param name="Rows">Row-major signed bytes.</param>
/// <param name="ColumnScales">What one step of a column is worth.</param>
internal sealed record WeightTable(Scoresheet Sheet, FeatureIndex Index, sbyte[] Rows, float[] ColumnScales)
{
    /// <summary>Symmetric 8-bit quantisation per column; a few extreme weights are clipped so that the many small ones keep their steps.</summary>
    public static WeightTable Quantize(TrainedPart part)
    {
        const double ClippedShare = 5e-5;
        var (sheet, weights) = (part.Sheet, part.Weights);
        var rows = new sbyte[weights.Length];
        var scales = new float[sheet.Columns];
        var count = part.Hashes.Count;
        for (var c = 0; c < sheet.Columns; c++)
        {
            var column = c;
            var sizes = Enumerable.Range(0, count).Select(r => Math.Abs(weights[(r * sheet.Columns) + column])).ToArray();
            Array.Sort(sizes);
            var largest = count == 0 ? 0 : sizes[(int)((count - 1) * (1 - ClippedShare))];
            scales[c] = largest > 0 ? largest / sbyte.MaxValue : 1;
            for (var r = 0; r < count; r++)
                rows[(r * sheet.Columns) + c] = (sbyte)Math.Clamp(MathF.Round(weights[(r * sheet.Columns) + c] / scales[c]), -sbyte.MaxValue, sbyte.MaxValue);
        }

        return new(sheet, FeatureIndex.Of(part.Hashes), rows, scales);
    }
}
