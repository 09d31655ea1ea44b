using QaAnalyzer.Conversations;

namespace QaAnalyzer.Rubrics;

/// <summary>One published version of an evaluation form. Published versions never change.</summary>
public sealed record Rubric
{
    /// <summary>Id with version, for example <c>process-check.v1</c>.</summary>
    public required string Id { get; init; }

    public required Sentence Name { get; init; }

    public required IReadOnlyList<Dimension> Dimensions { get; init; }

    public required TotalScale Total { get; init; }

    /// <summary>Faults that fail the whole conversation whatever the total.</summary>
    public IReadOnlyList<AutoFail> AutoFails { get; init; } = [];

    /// <summary>Settings of detectors, for example <c>reply-target-seconds</c>, with the unit in the name.</summary>
    public required Thresholds Thresholds { get; init; }

    /// <summary>Id without the version.</summary>
    public string Family => Id[..Id.LastIndexOf('.')];

    public IEnumerable<Criterion> Criteria => Dimensions.SelectMany(d => d.Criteria);
}

/// <summary>A group of criteria with its share of the total.</summary>
public sealed record Dimension
{
    public required string Id { get; init; }

    public required Sentence Name { get; init; }

    /// <summary>Percent of the total; the dimensions of a rubric sum to 100.</summary>
    public required double Weight { get; init; }

    public required IReadOnlyList<Criterion> Criteria { get; init; }
}

/// <summary>One line of the form: what is judged, the anchors in words, and the rules that draft a score.</summary>
public sealed record Criterion
{
    public required string Id { get; init; }

    public required Sentence Name { get; init; }

    /// <summary>Share within the dimension; default equal shares.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>What a 5, a 4, … a 1 means; 4 and 2 lie between their neighbours where the form has three anchors.</summary>
    public required IReadOnlyDictionary<int, Sentence> Anchors { get; init; }

    /// <summary>Channels for which the criterion exists; empty: all.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    /// <summary>The criterion is drafted only when all hold; otherwise it does not apply.</summary>
    public IReadOnlyList<Condition> AppliesWhen { get; init; } = [];

    /// <summary>Said when <see cref="AppliesWhen"/> does not hold.</summary>
    public Sentence OtherwiseSay { get; init; }

    /// <summary>Why a transcript cannot show this; set instead of rules.</summary>
    public Sentence? NotAssessable { get; init; }

    /// <summary>True when only a scorer trained on reviews drafts this; it then has no rules.</summary>
    public bool Learned { get; init; }

    public IReadOnlyList<ScoreRule> Rules { get; init; } = [];

    public RuleCombination Combine { get; init; }

    /// <summary>When drafted at or below this, the grade cannot be better than the lowest.</summary>
    public int? CriticalAt { get; init; }
}

/// <summary>How several rules of one criterion make one score.</summary>
public enum RuleCombination
{
    Lowest,
    Mean,
}
