using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Sources;

/// <summary>The first moment after the given one at which a source is due; null when there is none any more.</summary>
public delegate DateTimeOffset? NextTime(DateTimeOffset after);

/// <summary>One source that is pulled, as the site file describes it. Secrets are named, never held.</summary>
public abstract record SourceSettings
{
    /// <summary>Name under which ids of conversations are unique.</summary>
    public required string Id { get; init; }

    public abstract string Kind { get; }

    /// <summary>When it is pulled between the nights; null when the night run alone pulls it.</summary>
    public NextTime? Schedule { get; init; }

    /// <summary>How fast it is asked, or its files are taken; null for as fast as it goes.</summary>
    public RequestRate? Rate { get; init; }

    public RetryRule Retry { get; init; } = new();

    /// <summary>Conversations a page.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>What is known about all its conversations.</summary>
    public TranscriptOptions Options { get; init; } = new();

    /// <summary>Environment variables that hold its secrets.</summary>
    public virtual IReadOnlyList<string> Secrets => [];

    /// <summary>A failure that names the source.</summary>
    internal SourceException Failure(string @class, string what, Exception? inner = null) => new(@class, $"source {Id}: {what}", inner);
}

/// <summary>At most so many requests, or files, in so many seconds, evenly spread.</summary>
public sealed record RequestRate(double Requests = 5, double Seconds = 1)
{
    public TimeSpan Gap => TimeSpan.FromSeconds(Seconds / Requests);
}

/// <summary>How one request is repeated before the pull fails.</summary>
/// <param name="Times">After the first.</param>
/// <param name="FirstSeconds">Before the first repetition; doubled with each, with jitter.</param>
/// <param name="MostSeconds">Never longer; a server that asks for more patience ends the pull.</param>
public sealed record RetryRule(int Times = 4, double FirstSeconds = 1, double MostSeconds = 60);

/// <summary>A folder into which others drop files.</summary>
public sealed record InboxSource : SourceSettings
{
    public override string Kind => "inbox";

    public required string Folder { get; init; }

    /// <summary>Format and encoding of its files; recognised where null.</summary>
    public string? Format { get; init; }

    public string? Encoding { get; init; }
}
