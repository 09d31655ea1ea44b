using System.Globalization;

namespace QaAnalyzer.Storage;

/// <summary>Which analyses are to be made anew; what is null does not choose.</summary>
public record RerunChoice
{
    /// <summary>Id of a rubric version; null takes all in use.</summary>
    public string? Rubric { get; init; }

    /// <summary>Conversations from this moment on, by their own date.</summary>
    public DateTimeOffset? FromTime { get; init; }

    /// <summary>Conversations before this moment.</summary>
    public DateTimeOffset? UntilTime { get; init; }

    public string? Queue { get; init; }

    /// <summary>Analyses that failed with this kind of error, instead of those that are there.</summary>
    public string? Error { get; init; }

    /// <summary>At most so many conversations a second; null goes as fast as it can.</summary>
    public double? PerSecond { get; init; }

    /// <summary>Conversations without an analysis under the rubric alone: a form newly in use, which the program asks for.</summary>
    public bool OnlyMissing { get; init; }

    /// <summary>The choice in one line for the log of actions: no data of people, ids and dates alone.</summary>
    public string Describe() => string.Join(' ', new (string Name, object? Value)[]
    {
        ("rubric", Rubric), ("from", FromTime?.ToString("O", CultureInfo.InvariantCulture)), ("until", UntilTime?.ToString("O", CultureInfo.InvariantCulture)),
        ("queue", Queue), ("error", Error), ("per-second", PerSecond?.ToString(CultureInfo.InvariantCulture)),
    }.Where(part => part.Value is not null).Select(part => $"{part.Name}={part.Value}"));
}

/// <summary>A choice that somebody asked for, and how far it is.</summary>
public sealed record Rerun : RerunChoice
{
    public long Key { get; init; }

    /// <summary>Who asked for it, and why.</summary>
    public long ActionKey { get; init; }

    /// <summary>Conversations up to this key have been made work again.</summary>
    public long AfterKey { get; init; }

    /// <summary>How many that were.</summary>
    public long Chosen { get; init; }

    /// <summary>The run that is at it or was; null before the first.</summary>
    public long? RunKey { get; init; }

    /// <summary><c>open</c>, <c>done</c> or <c>cancelled</c>.</summary>
    public string State { get; init; } = "open";

    /// <summary>What such a choice looks through, and with which filter.</summary>
    public string LooksFor()
    {
        var what = this switch
        {
            { Error: not null } => "failed analyses",
            { OnlyMissing: true } => "conversations without an analysis",
            { Rubric: not null } => "conversations",
            _ => "analyses under the forms in use",
        };
        return (this with { PerSecond = null }).Describe() is { Length: > 0 } filter ? $"{what} with {filter}" : what;
    }
}
