namespace QaAnalyzer.Reviews;

/// <summary>A conversation waiting for a person, with why it comes when it does.</summary>
public sealed record QueueItem
{
    public required long ConversationKey { get; init; }

    public required string ConversationId { get; init; }

    public required string Rubric { get; init; }

    public required string Channel { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public string? Queue { get; init; }

    public string? AgentId { get; init; }

    public string? AgentName { get; init; }

    /// <summary>1–5, as drafted; null when nothing could be drafted.</summary>
    public double? Score { get; init; }

    /// <summary>Grade id of the rubric.</summary>
    public string? Grade { get; init; }

    /// <summary>Ids of the automatic failures that the machine saw.</summary>
    public IReadOnlyList<string> AutoFails { get; init; } = [];

    /// <summary>Criteria without a draft that a person must score.</summary>
    public int Abstentions { get; init; }

    /// <summary>Who holds it at the moment; null when free.</summary>
    public string? LeasedBy { get; init; }
}

/// <summary>How much is left and how much is done.</summary>
public sealed record QueueCounts(long Pending, long Done, long DoneByMe);

/// <summary>Answer to taking an item: mine until a moment, or somebody else's.</summary>
public abstract record Lease
{
    public sealed record Held(DateTimeOffset Until) : Lease;

    public sealed record Taken(string By, DateTimeOffset Until) : Lease;
}
