namespace QaAnalyzer.Learning.Service;

/// <summary>A scorer as the database knows it, without its file.</summary>
public sealed record StoredScorer
{
    public required string Id { get; init; }

    /// <summary>Rubric id with version.</summary>
    public required string Rubric { get; init; }

    /// <summary>Null when phrases alone spoke.</summary>
    public string? Tagger { get; init; }

    /// <summary>Single human reviews it was trained on.</summary>
    public int Reviews { get; init; }

    /// <summary>Conversations it was trained on.</summary>
    public int Conversations { get; init; }

    /// <summary>Key of the newest review when it was trained: a conversation without an earlier one is new to it.</summary>
    public long LastReview { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>candidate</c>, <c>active</c>, <c>blocked</c> or <c>retired</c>.</summary>
    public required string State { get; init; }

    public required string ReasonZh { get; init; }

    public required string ReasonEn { get; init; }

    /// <summary>Why it is in this state.</summary>
    public Sentence Reason => new(ReasonZh, ReasonEn);

    /// <summary>Largest share of drafts that a swap of names, genders, dialects or agents changes; null when it was not measured.</summary>
    public double? WorstFairnessShare { get; init; }

    public DateTimeOffset StateSince { get; init; }
}

/// <summary>A scorer to keep.</summary>
/// <param name="Trained">With its file.</param>
/// <param name="LastReview">Key of the newest review that was read.</param>
/// <param name="HeldOut">Keys of the conversations that were kept from training.</param>
internal sealed record NewScorer(TrainedScorer Trained, long LastReview, IReadOnlyList<long> HeldOut);
