using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;
using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Learning.Whole;

namespace QaAnalyzer.Learning;

/// <summary>A trained scorer. Immutable; shared by all threads.</summary>
internal sealed record ScorerModel
{
    public required ScorerOrigin Origin { get; init; }

    public required DenseScale Scale { get; init; }

    /// <summary>Dense features × columns, row-major; a column is a cut of a criterion, padded to a multiple of 4.</summary>
    public required float[] DenseWeights { get; init; }

    public required GramWeights Grams { get; init; }

    /// <summary>Views × criteria: the points that the grams of a view add to the mean on average; what an explanation compares with.</summary>
    public required double[] UsualPoints { get; init; }

    /// <summary>What the whole adds to the sum of its parts; null where lessons are too few or do not show that it adds anything.</summary>
    public WholeModel? Whole { get; init; }

    /// <summary>In the order of the rubric.</summary>
    public required IReadOnlyList<CriterionModel> Criteria { get; init; }

    /// <summary>Words that it reads as others.</summary>
    public NeutralWords Neutral { get; init; } = NeutralWords.None;

    /// <summary>Who told the customer's moods in training and tells them now; null when nobody did.</summary>
    public MoodReader? Moods { get; init; }

    public int Columns => Grams.Columns;

    /// <param name="circumstances">See <see cref="Circumstances"/>.</param>
    /// <param name="course">See <see cref="MoodCourse"/>.</param>
    /// <param name="tags">See <see cref="TagRecency"/>.</param>
    /// <param name="grams">Those of a view stand together.</param>
    /// <param name="rows">Where they stand in <see cref="Grams"/>; see <see cref="GramRows"/>.</param>
    public Impression Impression(
        ReadOnlySpan<double> circumstances, ReadOnlySpan<double> course, ReadOnlySpan<double> tags, ReadOnlySpan<Gram> grams, ReadOnlySpan<int> rows)
    {
        Span<double> views = stackalloc double[ConversationViews.Names.Count * Columns];
        views.Clear();
        Grams.AddByView(grams, rows, views);
        var linear = LinearOutputs.Of(Scale, DenseWeights, Grams, circumstances, tags, []);
        for (var i = 0; i < views.Length; i++) linear[i % linear.Length] += views[i];
        if (Whole is not { } whole) return new(linear, linear);

        Span<double> topics = stackalloc double[TopicSpace.Topics];
        Span<double> portrait = stackalloc double[whole.Scale.Numbers.Length];
        whole.Topics.Fill(grams, rows, topics);
        whole.Portrait.Fill(views, circumstances, course, topics, portrait);
        var outputs = linear.ToArray();
        whole.AddTo(portrait, outputs);
        return new(linear, outputs);
    }

    /// <summary>Points that a gram adds to the mean of a criterion; 0 when its row is -1, unknown.</summary>
    public double Points(in Gram gram, int row, int criterion) =>
        row >= 0 ? -gram.Value * Grams.SumOf(row, criterion * OrdinalTarget.Cuts, OrdinalTarget.Cuts) : 0;

    /// <param name="outputs">As <see cref="Learning.Impression.Outputs"/>.</param>
    /// <param name="criterion">Which one.</param>
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
