namespace QaAnalyzer.Reviews;

/// <summary>What one person decided about one line of a form. Rows are only ever added: a change is a newer row, an undo a row that withdraws.</summary>
public sealed record Review
{
    public long Key { get; init; }

    public required long ConversationKey { get; init; }

    public required string Rubric { get; init; }

    /// <summary>Criterion id, or <c>auto-fail:</c> and the id of an automatic failure.</summary>
    public required string Criterion { get; init; }

    public required string Evaluator { get; init; }

    public required Decision Decision { get; init; }

    /// <summary>1–5; null when not applicable, withdrawn, or for an automatic failure.</summary>
    public double? Score { get; init; }

    public string? Reason { get; init; }

    /// <summary>What the machine had drafted when this was decided; null when it abstained.</summary>
    public int? DraftScore { get; init; }

    /// <summary>Whether that draft was in sight.</summary>
    public Presentation Shown { get; init; }

    /// <summary>The review that a <see cref="Decision.Withdrawn"/> row takes back.</summary>
    public long? Withdraws { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>True when the same person decided the same; the reasons may differ.</summary>
    internal bool IsSameDecision(Review other) => Evaluator == other.Evaluator && Decision == other.Decision && Score == other.Score;
}

public enum Decision
{
    /// <summary>The draft is right as it stands.</summary>
    Confirmed,

    /// <summary>Another score than the draft's.</summary>
    Overridden,

    /// <summary>A score where the machine had abstained.</summary>
    Scored,

    NotApplicable,
    Withdrawn,
}
