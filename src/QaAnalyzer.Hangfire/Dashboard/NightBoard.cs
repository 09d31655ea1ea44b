using Hangfire;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Hangfire.Dashboard;

/// <summary>Gathers what the night board shows.</summary>
internal sealed class NightBoard(BoardReader reader, JobStorage storage, JobRunner runner, IJobEngine engine, RunControl control, RunStore runs, Workload load)
{
    private const int ShownRuns = 8;

    public async Task<NightBoardView> ReadAsync(string? search, CancellationToken cancel = default)
    {
        var jobs = new List<BoardJob>();
        foreach (var job in runner.Jobs)
            jobs.Add(new(job, await engine.NextAsync(job, cancel), await control.PauseOfAsync(job.Name, cancel), await runs.LatestAsync(job.Name, ShownRuns, cancel)));
        return new()
        {
            Zone = runner.Zone,
            Search = search?.Trim() ?? "",
            Queues = Queues(await reader.LatencyAsync(cancel)),
            Failed = await reader.FailedAsync(search, cancel),
            Analyses = await load.FailuresAsync(cancel),
            Jobs = jobs,
        };
    }

    private List<BoardQueue> Queues(IReadOnlyDictionary<string, QueueLatency> latency)
    {
        var monitoring = storage.GetMonitoringApi();
        return
        [
            .. from queue in runner.Jobs.Select(job => HangfireEngine.NameOf(job.Queue)).Distinct()
               select new BoardQueue(queue, monitoring.EnqueuedCount(queue), monitoring.FetchedCount(queue), latency.GetValueOrDefault(queue)),
        ];
    }
}

/// <summary>What the night board shows at a moment.</summary>
internal sealed record NightBoardView
{
    public required TimeZoneInfo Zone { get; init; }

    public required string Search { get; init; }

    public required IReadOnlyList<BoardQueue> Queues { get; init; }

    public required IReadOnlyList<FailedJobs> Failed { get; init; }

    public required IReadOnlyList<FailureGroup> Analyses { get; init; }

    public required IReadOnlyList<BoardJob> Jobs { get; init; }
}

/// <summary>A queue: how many wait, how many are at work, how long the last day's waited; null when none did.</summary>
internal sealed record BoardQueue(string Name, long Waiting, long AtWork, QueueLatency? Latency);

/// <summary>A job with its next start, the pause in force, and its last runs, the newest first.</summary>
internal sealed record BoardJob(Job Job, DateTimeOffset? Next, RunAction? Pause, IReadOnlyList<RunRow> Runs);
