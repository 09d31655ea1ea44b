namespace QaAnalyzer.Sources;

/// <summary>A view or query in another PostgreSQL: a row per utterance, or a row with the JSON of a whole conversation.</summary>
public sealed record SqlSource : PagedSource
{
    public override string Kind => "sql";

    /// <summary>Environment variable with the connection string.</summary>
    public required string Connection { get; init; }

    /// <summary>A SELECT without a semicolon; it is read as a table.</summary>
    public required string Query { get; init; }

    /// <summary>Column with the id of the conversation.</summary>
    public required string IdColumn { get; init; }

    /// <summary>Column that grows with every change: a moment or a number.</summary>
    public required string CheckpointColumn { get; init; }

    /// <summary>Where the first pull begins, as the database writes it; the beginning of all when null.</summary>
    public string? First { get; init; }

    /// <summary>Read again at the beginning of each pull, for rows that were committed late; needs a checkpoint that is a moment.</summary>
    public TimeSpan Overlap { get; init; }

    /// <summary>Column with the JSON of a conversation; null when there is a row per utterance.</summary>
    public string? JsonColumn { get; init; }

    /// <summary>Column that orders the rows of a conversation.</summary>
    public string? OrderColumn { get; init; }

    public override IReadOnlyList<string> Secrets => [Connection];
}
