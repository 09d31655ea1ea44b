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

    /// <summary>Numbers of the grams that there is room for, the strongest; those of most examples first, which keeps together what is used most.</summary>
    /// <param name="vocabulary">Known grams.</param>
    /// <param name="weights">One row of <paramref name="columns"/> per gram.</param>
    /// <param name="columns">Targets, a multiple of 4.</param>
    public static int[] Strongest(GramVocabulary vocabulary, float[] weights, int columns)
    {
        var most = Math.Min(FeatureIndex.MostRows, MostBytes / columns);
        return [.. Enumerable.Range(0, vocabulary.Hashes.Count).OrderByDescending(Strength).ThenBy(g => g).Take(most).Order()];

        double Strength(int gram)
        {
            var sum = 0.0;
            for (var c = gram * columns; c < (gram + 1) * columns; c++) sum += (double)weights[c] * weights[c];
            return sum * vocabulary.Factors[gram] * vocabulary.Factors[gram] * vocabulary.Counts[gram];
        }
    }

    /// <summary>A table of some grams, row by row.</summary>
    /// <param name="vocabulary">Known grams.</param>
    /// <param name="kept">Numbers of those in the table.</param>
    /// <param name="weights">One row of <paramref name="columns"/> per known gram.</param>
    /// <param name="columns">Targets, a multiple of 4.</param>
    public static GramWeights Quantize(GramVocabulary vocabulary, int[] kept, float[] weights, int columns)
    {
        var scaled = new float[kept.Length * columns];
        for (var i = 0; i < scaled.Length; i++)
        {
            var gram = kept[i / columns];
            scaled[i] = weights[(gram * columns) + (i % columns)] * vocabulary.Factors[gram];
        }

        var (rows, steps) = ByteRows.Of(scaled, columns);
        return new(FeatureIndex.Of([.. kept.Select(g => vocabulary.Hashes[g])]), rows, steps);
    }

    /// <summary>A table of the strongest grams.</summary>
    /// <inheritdoc cref="Strongest"/>
    public static GramWeights Quantize(GramVocabulary vocabulary, float[] weights, int columns) =>
        Quantize(vocabulary, Strongest(vocabulary, weights, columns), weights, columns);

    /// <summary>Adds the weighted sum of the known grams.</summary>
    public void AddTo(ReadOnlySpan<Gram> grams, Span<double> outputs)
    {
        Span<float> sums = stackalloc float[Columns];
        sums.Clear();
        foreach (ref readonly var gram in grams)
        {
            if (Index.Find(gram.Hash) is >= 0 and var row) ByteRows.Add(Rows.AsSpan(row * Columns, Columns), gram.Value, sums);
        }

        ByteRows.AddSteps(sums, Steps, outputs);
    }

    /// <summary>Adds the weighted sum of the known grams of each view.</summary>
    /// <param name="grams">Those of a view stand together.</param>
    /// <param name="rows">See <see cref="GramRows"/>.</param>
    /// <param name="outputs">Views × columns, row-major.</param>
    public void AddByView(ReadOnlySpan<Gram> grams, ReadOnlySpan<int> rows, Span<double> outputs)
    {
        Span<float> sums = stackalloc float[Columns];
        for (int first = 0, end = 0; first < grams.Length; first = end)
        {
            var view = grams[first].View;
            while (end < grams.Length && grams[end].View == view) end++;
            ByteRows.Sum(Rows, grams[first..end], rows[first..end], sums);
            ByteRows.AddSteps(sums, Steps, outputs.Slice(view * Columns, Columns));
        }
    }

    /// <summary>Sum of some columns of a row.</summary>
    public double SumOf(int row, int firstColumn, int columns)
    {
        var sum = 0.0;
        for (var c = firstColumn; c < firstColumn + columns; c++) sum += Rows[(row * Columns) + c] * Steps[c];
        return sum;
    }
}
