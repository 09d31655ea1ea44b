using QaAnalyzer.Rubrics;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer;

/// <summary>What a night run works on.</summary>
public sealed record NightlyPlan
{
    public required IReadOnlyList<Rubric> Rubrics { get; init; }

    public IReadOnlyList<string> RubricIds => [.. Rubrics.Select(r => r.Id)];

    /// <summary>What the run is called in the log of runs.</summary>
    public string Kind { get; init; } = "nightly";

    /// <summary>Folders whose files are pulled; missing ones are skipped.</summary>
    public IReadOnlyList<string> Inboxes { get; init; } = [];

    public string Source { get; init; } = "files";

    /// <summary>Sources of the site file that are pulled, too: all, whatever their times, or those alone whose time has come.</summary>
    public bool PullsAllSources { get; init; } = true;

    public TranscriptOptions Options { get; init; } = new();

    /// <summary>Conversations a second that a form newly in use gets of those stored before, see <see cref="Storage.Coverage"/>.</summary>
    public double BackfillPerSecond { get; init; } = 100;

    /// <summary>When the drafts must be there; null when it does not matter.</summary>
    public DateTimeOffset? Deadline { get; init; }
}

/// <summary>How far a night run is: work rows at its start and those behind it.</summary>
public readonly record struct NightlyProgress(long Pending, RunCounts Counts, long Run);
