using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning;

/// <summary>What the words of each view add to the linear outputs of a training example.</summary>
internal static class ViewOutputs
{
    /// <param name="row">The example.</param>
    /// <param name="vocabulary">Numbers its grams.</param>
    /// <param name="weights">Grams × columns, row-major.</param>
    /// <param name="columns">Columns of all criteria.</param>
    /// <returns>Views × columns, row-major.</returns>
    public static double[] Of(FeatureRow row, GramVocabulary vocabulary, ReadOnlySpan<float> weights, int columns)
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
