using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning.Fitting;

/// <summary>The weights of grams as signed bytes: the strongest that fit a file of a few megabytes. Immutable; shared by all threads.</summary>
/// <param name="Index">Gram hash → row.</param>
/// <param name="Rows">Row-major, <see cref="Columns"/> bytes a row.</param>
/// <param name="Steps">What one step of a column is worth; their number, a multiple of 4, is the number of columns.</param>
internal sealed record GramWeights(FeatureIndex Index, sbyte[] Rows, float[] Steps)
{
    private const int MostBytes = 3_000_000;

    public int Columns => Steps.Length;

    /// <param name="vocabulary">Known grams.</param>
    /// <param name="weights">One row of <paramref name="columns"/> per gram.</param>
    /// <param name="columns">Targets, a multiple of 4.</param>
    public static GramWeights Quantize(GramVocabulary vocabulary, float[] weights, int columns)
    {
        float Weight(int gram, int column) => weights[(gram * columns) + column] * vocabulary.Factors[gram];
        double Strength(int gram) => Enumerable.Range(0, columns).Sum(c => (double)Weight(gram, c) * Weight(gram, c)) * vocabulary.Counts[gram];
        var most = Math.Min(FeatureIndex.MostRows, MostBytes / columns);
        var kept = Enumerable.Range(0, vocabulary.Hashes.Count).OrderByDescending(Strength).ThenBy(g => g).Take(most).Order().ToArray();
        var steps = new float[columns];
        for (var c = 0; c < columns; c++) steps[c] = Math.Max(kept.Select(g => Math.Abs(Weight(g, c))).DefaultIfEmpty().Max(), 1e-12f) / sbyte.MaxValue;

        var rows = new sbyte[kept.Length * columns];
        for (var r = 0; r < kept.Length; r++)
        {
            for (var c = 0; c < columns; c++) rows[(r * columns) + c] = (sbyte)MathF.Round(Weight(kept[r], c) / steps[c]);
        }

        return new(FeatureIndex.Of([.. kept.Select(g => vocabulary.Hashes[g])]), rows, steps);
    }

    /// <summary>Adds the weighted sum of the known grams.</summary>
    public void AddTo(ReadOnlySpan<Gram> grams, Span<double> outputs)
    {
        Span<float> sums = stackalloc float[Columns];
        sums.Clear();
        foreach (ref readonly var gram in grams)
        {
            if (Index.Find(gram.Hash) is >= 0 and var row) Add(row, gram.Value, sums);
        }

        AddSteps(sums, outputs);
    }

    /// <summary>Adds the weighted sum of the known grams of each view.</summary>
    /// <param name="grams">Those of a view stand together.</param>
    /// <param name="rows">See <see cref="GramRows"/>.</param>
    /// <param name="outputs">Views × columns, row-major.</param>
    public void AddByView(ReadOnlySpan<Gram> grams, ReadOnlySpan<int> rows, Span<double> outputs)
    {
        Span<float> sums = stackalloc float[Columns];
        for (var g = 0; g < grams.Length;)
        {
            var view = grams[g].View;
            sums.Clear();
            for (; g < grams.Length && grams[g].View == view; g++)
            {
                if (rows[g] >= 0) Add(rows[g], grams[g].Value, sums);
            }

            AddSteps(sums, outputs.Slice(view * Columns, Columns));
        }
    }

    /// <summary>Sum of some columns of a row.</summary>
    public double SumOf(int row, int firstColumn, int columns)
    {
        var sum = 0.0;
        for (var c = firstColumn; c < firstColumn + columns; c++) sum += Rows[(row * Columns) + c] * Steps[c];
        return sum;
    }

    private void Add(int row, float value, Span<float> sums)
    {
        var from = MemoryMarshal.AsBytes(Rows.AsSpan(row * Columns, Columns));
        for (var c = 0; c < sums.Length; c += 4)
        {
            var bytes = Vector128.CreateScalar(MemoryMarshal.Read<int>(from[c..])).AsSByte();
            var four = Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)));
            (Vector128.Create<float>(sums[c..]) + (four * value)).CopyTo(sums[c..]);
        }
    }

    private void AddSteps(ReadOnlySpan<float> sums, Span<double> outputs)
    {
        for (var c = 0; c < sums.Length; c++) outputs[c] += sums[c] * Steps[c];
    }
}
