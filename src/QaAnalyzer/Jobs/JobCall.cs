namespace QaAnalyzer.Jobs;

/// <summary>How an engine or a command wants a job done.</summary>
public sealed record JobCall
{
    public static JobCall Whole { get; } = new();

    /// <summary>Gets how far it is from time to time.</summary>
    public IProgress<JobProgress>? Progress { get; init; }

    /// <summary>
    /// About how long one call may take. A job that can be cut stops in time and says how it goes on; others, and null, go on to the end.
    /// </summary>
    public TimeSpan? Slice { get; init; }

    /// <summary>What the call before answered in <see cref="JobReport.Continues"/>; null begins.</summary>
    public string? Continues { get; init; }
}

/// <summary>How far a job is.</summary>
/// <param name="Done">Units that are behind it.</param>
/// <param name="Total">All units of this start; null while nobody knows.</param>
/// <param name="Continues">What a later call goes on with when this one ends without an answer, see <see cref="JobCall.Continues"/>; null when it begins anew.</param>
public readonly record struct JobProgress(long Done, long? Total, string? Continues);
