namespace QaAnalyzer.Jobs;

/// <summary>
/// Starts jobs: at their times, behind each other and on request, on one of the nodes, each in its queue, again after a failure. An engine
/// calls <see cref="JobRunner.RunAsync"/> and does nothing else with a job; one job is at work at most once at a time across the nodes, and a
/// start whose node died is done again.
/// </summary>
public interface IJobEngine
{
    /// <summary>As <c>QA_Jobs__Engine</c> names it.</summary>
    string Name { get; }

    /// <summary>Path of pages of its own beside the page of jobs; null when it has none.</summary>
    string? Dashboard => null;

    /// <summary>When the schedule starts the job next; null when it does not.</summary>
    Task<DateTimeOffset?> NextAsync(Job job, CancellationToken cancel = default);

    /// <summary>Starts the job on a node that is free, now.</summary>
    Task StartAsync(Job job, CancellationToken cancel = default);
}
