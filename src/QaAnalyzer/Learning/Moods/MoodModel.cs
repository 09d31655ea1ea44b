using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning.Moods;

/// <summary>A trained mood model. Immutable; shared by all threads.</summary>
internal sealed record MoodModel
{
    /// <summary>Cuts of the linear outputs that say something: P(dissatisfied), P(at most neutral). The others fill a row of four.</summary>
    public const int Cuts = 2;

    public required string Id { get; init; }

    /// <summary>Examples it was trained on.</summary>
    public required int Utterances { get; init; }

    /// <summary>Regularisation chosen by cross-validation.</summary>
    public required double Strength { get; init; }

    public required DenseScale Scale { get; init; }

    public required float[] DenseWeights { get; init; }

    public required GramWeights Grams { get; init; }

    /// <summary>From the cuts to the three probabilities.</summary>
    public required DistributionLayer Layer { get; init; }

    public required MoodRule Rule { get; init; }

    /// <summary>Of dissatisfied, neutral, satisfied.</summary>
    public double[] Probabilities(ReadOnlySpan<double> numbers, ReadOnlySpan<Gram> grams) =>
        Layer.Predict(LinearOutputs.Of(Scale, DenseWeights, Grams, numbers, [], grams).AsSpan(0, Cuts));
}
