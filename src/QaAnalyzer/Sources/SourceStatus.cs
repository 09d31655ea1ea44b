namespace QaAnalyzer.Sources;

/// <summary>How a source fares, for people.</summary>
public sealed record SourceStatus
{
    public required string Source { get; init; }

    /// <summary><c>inbox</c>, <c>http</c>, <c>sql</c> or <c>push</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How far it is, in the words of its kind; null before the first page.</summary>
    public string? Checkpoint { get; init; }

    public DateTimeOffset? LastStartedAt { get; init; }

    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>Failed pulls since the last success.</summary>
    public int Failures { get; init; }

    /// <summary>One of the classes of <see cref="SourceException"/>; null while all is well.</summary>
    public string? ErrorClass { get; init; }

    public string? Error { get; init; }

    public DateTimeOffset? FailedAt { get; init; }

    /// <summary>Not pulled before this moment; null when it is due, or is pushed.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>The process that pulls it now.</summary>
    public string? Holder { get; init; }
}
