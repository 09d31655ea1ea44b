using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning;

/// <summary>A trained scorer. Immutable; shared by all threads.</summary>
internal sealed record ScorerModel
{
    public required ScorerOrigin Origin { get; init; }

    public required DenseScale Scale { get; init; }

    /// <summary>Dense features × columns, row-major; a column is a cut of a criterion, padded to a multiple of 4.</summary>
    public required float[] DenseWeights { get; init; }

    public required GramWeights Grams { get; init; }

    /// <summary>In the order of the rubric.</summary>
    public required IReadOnlyList<CriterionModel> Criteria { get; init; }

    public int Columns => Grams.Columns;

    /// <summary>Linear outputs of all criteria.</summary>
    public double[] Outputs(ReadOnlySpan<double> circumstances, ReadOnlySpan<double> tags, ReadOnlySpan<Gram> grams)
    {
        var outputs = new double[Columns];
        Span<float> dense = stackalloc float[Scale.Width];
        Scale.Fill(circumstances, tags, dense);
        for (var d = 0; d < dense.Length; d++)
        {
            if (dense[d] == 0) continue;
            var weights = DenseWeights.AsSpan(d * Columns, Columns);
            for (var c = 0; c < outputs.Length; c++) outputs[c] += dense[d] * weights[c];
        }

        Grams.AddTo(grams, outputs);
        return outputs;
    }

    public double[] Probabilities(ReadOnlySpan<double> outputs, int criterion) => Criteria[criterion].Predict(outputs, criterion, Criteria.Count);
}

/// <summary>What a scorer was made from and for.</summary>
/// <param name="Id">Name with date, for example <c>helpdesk-quality.v1-20260305</c>.</param>
/// <param name="Rubric">Rubric id with version.</param>
/// <param name="Tagger">Tagger id that its tags came from; null when phrases alone spoke.</param>
/// <param name="Trained">Date of training.</param>
/// <param name="Data">Names of the files, with the number of conversations.</param>
/// <param name="Reviews">Single human reviews.</param>
/// <param name="Conversations">Conversations with at least one.</param>
public sealed record ScorerOrigin(string Id, string Rubric, string? Tagger, DateOnly Trained, IReadOnlyList<string> Data, int Reviews, int Conversations);
