namespace QaAnalyzer.Storage;

/// <summary>A record that could not be read, kept whole with its reason.</summary>
public sealed record QuarantineRow
{
    public long Key { get; init; }

    public long? RunKey { get; init; }

    public required string Source { get; init; }

    public required string File { get; init; }

    public long Line { get; init; }

    public required string Reason { get; init; }

    public required string Raw { get; init; }

    /// <summary>The line that names the columns, for a record out of a table; null for others and for a record that is not whole.</summary>
    public string? Head { get; init; }

    /// <summary>As it stood in its file, with the names of the columns where there are any.</summary>
    public string Text => Head is null ? Raw : $"{Head}\n{Raw}";

    public DateTimeOffset CreatedAt { get; init; }
}
