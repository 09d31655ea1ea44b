namespace QaAnalyzer.Learning.Moods;

/// <summary>How well moods were told.</summary>
/// <param name="Count">Utterances.</param>
/// <param name="Accuracy">Share told right.</param>
/// <param name="MacroF1">Mean of the three F1.</param>
/// <param name="F1">Of dissatisfied, neutral, satisfied.</param>
/// <param name="Confusion">Utterances by what people said (row) and what was told (column).</param>
public sealed record MoodFigures(int Count, double Accuracy, double MacroF1, IReadOnlyList<double> F1, IReadOnlyList<int[]> Confusion)
{
    private const int Kinds = 3;

    /// <param name="pairs">What was told, and what people said.</param>
    public static MoodFigures Of(IReadOnlyList<(Mood Told, Mood Truth)> pairs)
    {
        int[][] confusion = [new int[Kinds], new int[Kinds], new int[Kinds]];
        foreach (var (told, truth) in pairs) confusion[(int)truth][(int)told]++;
        var f1 = new double[Kinds];
        var right = 0;
        for (var k = 0; k < Kinds; k++)
        {
            right += confusion[k][k];
            var both = confusion[k].Sum() + confusion[0][k] + confusion[1][k] + confusion[2][k];
            f1[k] = both == 0 ? 0 : 2.0 * confusion[k][k] / both;
        }

        return new(pairs.Count, pairs.Count == 0 ? 0 : (double)right / pairs.Count, f1.Average(), f1, confusion);
    }
}
