using System.Text.Json.Serialization;

namespace QaAnalyzer.Learning.Service;

/// <summary>How a scorer serves: who speaks for each criterion, why, and how its sets are made. Numbered; rows are only ever added.</summary>
/// <param name="Scorer">Id of the scorer.</param>
/// <param name="Number">1 for the first.</param>
/// <param name="Criteria">Those it has learned, in the rubric's order.</param>
/// <param name="CreatedAt">When it came into force.</param>
public sealed record ScorerSettings(string Scorer, int Number, IReadOnlyList<CriterionService> Criteria, DateTimeOffset CreatedAt)
{
    /// <summary>What analyses name: with it a draft can be recomputed.</summary>
    public string Name => $"{Scorer}/{Number}";

    /// <summary>Null when the text is no such name, as that of a scorer given by hand.</summary>
    public static (string Scorer, int Number)? Parse(string? name) =>
        name?.Split('/') is [var scorer, var number] && int.TryParse(number, out var parsed) ? (scorer, parsed) : null;
}

/// <summary>One criterion of a scorer in service.</summary>
public sealed record CriterionService
{
    public required string Criterion { get; init; }

    public required Drafter Drafter { get; init; }

    /// <summary>Why this one speaks.</summary>
    public required Sentence Why { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>It had spoken and drifted: this scorer never speaks for the criterion again, a newer one may.</summary>
    public bool HasDrifted { get; init; }

    /// <summary>Over all conversations that it was never trained on.</summary>
    public required Duel Comparison { get; init; }

    /// <summary>Mass of the prediction sets over all channels and languages.</summary>
    public required double Mass { get; init; }

    /// <summary>Mass per channel and language where there were enough conversations.</summary>
    public required IReadOnlyDictionary<string, double> GroupMasses { get; init; }

    /// <summary>Null while the sets are those of training.</summary>
    public SetCoverage? Coverage { get; init; }
}

/// <summary>Who drafts a criterion.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Drafter>))]
public enum Drafter
{
    Rubric,
    Learned,

    /// <summary>A criterion without rules whose scorer has drifted: people score it.</summary>
    Nobody,
}

/// <summary>How often prediction sets held the human score.</summary>
/// <param name="Conversations">Conversations that the scorer was never trained on.</param>
/// <param name="Share">Share of human scores inside, cross-fitted: the sets were calibrated on the other conversations.</param>
/// <param name="Size">Mean number of scores in a set.</param>
/// <param name="Before">Share inside the sets that were in force until now; null without reviews since.</param>
public sealed record SetCoverage(int Conversations, double Share, double Size, double? Before);
