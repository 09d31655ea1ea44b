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

    /// <summary>Look-ups under way together.</summary>
    private const int AtOnce = 256;

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

    /// <summary>The row of each gram, -1 for one that is not known. Asked for many at once, so that their cache misses overlap.</summary>
    public void Find(ReadOnlySpan<Gram> grams, Span<int> rows)
    {
        for (var g = 0; g < grams.Length; g++) rows[g] = Index.Find(grams[g].Hash);
    }

    /// <summary>Adds the weighted sum of the known grams.</summary>
    public void AddTo(ReadOnlySpan<Gram> grams, Span<double> outputs)
    {
        Span<float> sums = stackalloc float[Columns];
        Span<int> rows = stackalloc int[AtOnce];
        sums.Clear();
        for (; grams.Length > 0; grams = grams[Math.Min(AtOnce, grams.Length)..])
        {
            var some = grams[..Math.Min(AtOnce, grams.Length)];
            Find(some, rows);
            Add(some, rows, sums);
        }

        for (var c = 0; c < sums.Length; c++) outputs[c] += sums[c] * Steps[c];
    }

    /// <summary>The same view by view.</summary>
    /// <param name="grams">Those of a view stand together.</param>
    /// <param name="outputs">Views × columns, row-major.</param>
    public void AddByView(ReadOnlySpan<Gram> grams, Span<double> outputs)
    {
        while (grams.Length > 0)
        {
            var count = 1;
            while (count < grams.Length && grams[count].View == grams[0].View) count++;
            AddTo(grams[..count], outputs.Slice(grams[0].View * Columns, Columns));
            grams = grams[count..];
        }
    }

    /// <summary>Sum of some columns of a row.</summary>
    public double SumOf(int row, int firstColumn, int columns)
    {
        var sum = 0.0;
        for (var c = firstColumn; c < firstColumn + columns; c++) sum += Rows[(row * Columns) + c] * Steps[c];
        return sum;
    }

    private void Add(ReadOnlySpan<Gram> grams, ReadOnlySpan<int> rows, Span<float> sums)
    {
        for (var g = 0; g < grams.Length; g++)
        {
            if (rows[g] < 0) continue;
            var from = MemoryMarshal.AsBytes(Rows.AsSpan(rows[g] * Columns, Columns));
            for (var c = 0; c < sums.Length; c += 4)
            {
                var bytes = Vector128.CreateScalar(MemoryMarshal.Read<int>(from[c..])).AsSByte();
                var four = Vector128.ConvertToSingle(Vector128.WidenLower(Vector128.WidenLower(bytes)));
                (Vector128.Create<float>(sums[c..]) + (four * grams[g].Value)).CopyTo(sums[c..]);
            }
        }
    }
}
