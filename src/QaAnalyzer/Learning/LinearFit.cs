using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning;

/// <summary>The linear part of a scorer at one strength of regularisation per criterion.</summary>
/// <param name="Strengths">Index of each criterion's strength.</param>
/// <param name="Outputs">Of every lesson, by the fit that did not see it.</param>
/// <param name="DenseWeights">Dense features × columns, row-major, fitted to all lessons.</param>
/// <param name="Kept">Numbers of the grams in the table.</param>
/// <param name="Grams">Table of the strongest grams, fitted to all lessons.</param>
internal sealed record LinearFit(int[] Strengths, double[][] Outputs, float[] DenseWeights, int[] Kept, GramWeights Grams)
{
    /// <param name="fits">One without each fold, and last the one of all lessons.</param>
    /// <param name="fold">Fold of each lesson.</param>
    /// <param name="strengths">Index of each criterion's strength.</param>
    /// <param name="vocabulary">Numbers the grams.</param>
    /// <param name="denseWidth">How many dense features there are.</param>
    public static LinearFit Of(PathFit[] fits, int[] fold, int[] strengths, GramVocabulary vocabulary, int denseWidth)
    {
        var columns = strengths.Length * OrdinalTarget.Cuts;
        var weights = fits[^1].Weights(strengths);
        var (dense, grams) = (weights[..(denseWidth * columns)], weights[(denseWidth * columns)..]);
        var kept = GramWeights.Strongest(vocabulary, grams, columns);
        return new(
            strengths,
            [.. fold.Select((f, lesson) => fits[f].Outputs(lesson, strengths))],
            dense,
            kept,
            GramWeights.Quantize(vocabulary, kept, grams, columns));
    }
}
