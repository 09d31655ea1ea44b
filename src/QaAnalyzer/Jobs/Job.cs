namespace QaAnalyzer.Jobs;

/// <summary>A kind of background work, as data: engines schedule it and pages show it without knowing what it does.</summary>
public sealed record Job
{
    /// <summary>In <c>kebab-case</c>; also the kind of its runs and the command <c>qa run NAME</c>.</summary>
    public required string Name { get; init; }

    public required Sentence Title { get; init; }

    public required Sentence What { get; init; }

    public required JobQueue Queue { get; init; }

    /// <summary>Setting that holds the cron expression, without its <c>QA_</c>; null for a job that the schedule does not start.</summary>
    public string? Setting { get; init; }

    /// <summary>
    /// When it starts, in the zone of the site: seconds, minutes, hours, day of month, month, day of week (by name: engines count days from
    /// different ones). Null for a job that the schedule does not start.
    /// </summary>
    public string? Cron { get; init; }

    /// <summary>Job behind whose success this one starts; null for one that follows nothing.</summary>
    public string? After { get; init; }

    /// <summary>True when its library call opens runs of the job's name itself; for others a run is kept that has no counts.</summary>
    public bool KeepsRuns { get; init; }

    public MissedStart Missed { get; init; } = MissedStart.Once;

    /// <summary>How long to wait before each new try of a start that failed; as many tries as there are pauses.</summary>
    public IReadOnlyList<TimeSpan> RetryAfter { get; init; } = [];

    /// <summary>What follows the failure of a start: how long to wait for the next try; null when it was the last.</summary>
    /// <param name="failedBefore">Tries of the same start that failed before this one.</param>
    public TimeSpan? PauseBeforeRetry(int failedBefore) => failedBefore < RetryAfter.Count ? RetryAfter[failedBefore] : null;
}

/// <summary>Who waits for whom: a job holds up those of its own queue alone.</summary>
public enum JobQueue
{
    /// <summary>Hours of work that must be there in the morning.</summary>
    Nightly,

    /// <summary>Pulling and taking in, all day.</summary>
    Ingest,

    /// <summary>Somebody sits there and waits.</summary>
    Interactive,
}

/// <summary>What becomes of starts that fell into a time in which no node ran.</summary>
public enum MissedStart
{
    /// <summary>However many were missed, it starts once as soon as a node is there.</summary>
    Once,

    /// <summary>It waits for the next time: another start comes soon.</summary>
    Skip,
}
