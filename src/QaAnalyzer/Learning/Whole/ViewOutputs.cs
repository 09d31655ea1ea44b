using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning.Whole;

/// <summary>What the words of each view add to the linear outputs of a training example.</summary>
internal static class ViewOutputs
{
    /// <summary>Of every example, by the fit that did not see it.</summary>
    /// <param name="rows">The examples.</param>
    /// <param name="vocabulary">Numbers their grams.</param>
    /// <param name="fold">Fold of each example.</param>
    /// <param name="weightsWithout">Grams × columns of the fit without a fold.</param>
    /// <param name="columns">Columns of all criteria.</param>
    /// <returns>Examples × (views × columns).</returns>
    public static double[][] OutOfFold(FeatureRow[] rows, GramVocabulary vocabulary, int[] fold, Func<int, float[]> weightsWithout, int columns)
    {
        var outputs = new double[rows.Length][];
        Parallel.For(0, ScorerTrainer.Folds, f =>
        {
            var weights = weightsWithout(f);
            for (var i = 0; i < rows.Length; i++)
            {
                if (fold[i] == f) outputs[i] = Of(rows[i], vocabulary, weights, columns);
            }
        });
        return outputs;
    }

    /// <param name="row">The example.</param>
    /// <param name="vocabulary">Numbers its grams.</param>
    /// <param name="weights">Grams × columns, row-major.</param>
    /// <param name="columns">Columns of all criteria.</param>
    /// <returns>Views × columns, row-major.</returns>
    private static double[] Of(FeatureRow row, GramVocabulary vocabulary, ReadOnlySpan<float> weights, int columns)
    {
        var outputs = new double[ConversationViews.Names.Count * columns];
        for (var g = 0; g < row.Ids.Length; g++)
        {
            var (from, to) = (row.Ids[g] * columns, vocabulary.Views[row.Ids[g]] * columns);
            for (var c = 0; c < columns; c++) outputs[to + c] += row.Values[g] * weights[from + c];
        }

        return outputs;
    }
}
