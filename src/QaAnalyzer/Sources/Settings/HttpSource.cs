using QaAnalyzer.Sources.Mapping;

namespace QaAnalyzer.Sources;

/// <summary>A JSON API that lists conversations page by page.</summary>
public sealed record HttpSource : PagedSource
{
    public override string Kind => "http";

    public required Uri Url { get; init; }

    /// <summary>Environment variable with the bearer token; null for an API without.</summary>
    public string? Token { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How the API is asked for what is new; null when it is read whole each time.</summary>
    public SinceRule? Since { get; init; }

    public required PagingRule Paging { get; init; }

    /// <summary>Where the list of conversations is in an answer.</summary>
    public required FieldPath Items { get; init; }

    public override IReadOnlyList<string> Secrets => Token is null ? [] : [Token];
}

/// <summary>Only what changed since the newest that is known.</summary>
/// <param name="Parameter">Name in the query.</param>
/// <param name="Path">Where an item says when it last changed.</param>
/// <param name="Format">How both are written.</param>
/// <param name="First">Where the first pull begins; the beginning of all when null.</param>
/// <param name="Overlap">Read again each time, for changes that were written late. Known conversations are duplicates.</param>
public sealed record SinceRule(string Parameter, FieldPath Path, TimeFormat Format, DateTimeOffset? First, TimeSpan Overlap);

/// <summary>How the next page is asked for.</summary>
/// <param name="Kind">See there.</param>
/// <param name="Parameter">Name of the cursor or page in the query.</param>
/// <param name="Next">Where an answer holds the next cursor or link.</param>
/// <param name="FirstPage">Number of the first page.</param>
/// <param name="SizeParameter">Name of the page size in the query; not sent when null.</param>
public sealed record PagingRule(PagingKind Kind, string? Parameter = null, FieldPath? Next = null, int FirstPage = 1, string? SizeParameter = null);

public enum PagingKind
{
    /// <summary>One answer holds all.</summary>
    None,

    /// <summary>An answer names the cursor of the next page.</summary>
    Cursor,

    /// <summary>An answer holds the address of the next page.</summary>
    Link,

    /// <summary>Pages are numbered; an empty one is behind the last.</summary>
    Page,
}
