using QaAnalyzer.App.Jobs;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Pages.Jobs;

/// <summary>Gathers what the page of jobs shows; the same whichever engine starts them.</summary>
internal sealed class JobsBoard(RunStore runs, RunControl control, Workload load, NodeShares shares, IServiceProvider services)
{
    private const int ShownDurations = 20;

    /// <summary>Absent where pages are served without jobs.</summary>
    private readonly IJobEngine? _engine = services.GetService<IJobEngine>();

    private readonly JobRunner? _runner = services.GetService<JobRunner>();

    public bool CanStart => _engine is not null;

    /// <summary>Path of the engine's own pages; null when it has none.</summary>
    public string? Dashboard => _engine?.Dashboard;

    public IReadOnlyList<Job> Jobs => _runner?.Jobs ?? [.. JobList.All.Select(e => e.Job)];

    public Job? Find(string? name) => Jobs.FirstOrDefault(j => j.Name == name);

    public Task StartAsync(Job job, CancellationToken cancel) => _engine?.StartAsync(job, cancel) ?? Task.CompletedTask;

    public async Task<IReadOnlyList<JobLine>> LinesAsync(CancellationToken cancel)
    {
        var lines = new List<JobLine>();
        foreach (var job in Jobs)
        {
            lines.Add(new(
                job,
                _engine is null ? null : await _engine.NextAsync(job, cancel),
                await control.PauseOfAsync(job.Name, cancel),
                await runs.LatestAsync(job.Name, ShownDurations, cancel)));
        }

        return lines;
    }

    public async Task<LiveView> LiveAsync(bool canAct, CancellationToken cancel)
    {
        var open = new List<OpenRun>();
        foreach (var run in await runs.OpenAsync(cancel)) open.Add(new(run, await control.HoldOnAsync(run.Key, cancel), await shares.OfAsync(run, cancel)));
        var last = await shares.LastEndedAsync(cancel);
        return new(open, last is null ? null : new(last, await shares.OfAsync(last, cancel)), await load.AnalysisAsync(cancel), await load.ReviewsAsync(cancel), canAct);
    }
}

/// <summary>A job with its times.</summary>
/// <param name="Next">Null when the schedule does not start it.</param>
/// <param name="Pause">Null while it may start.</param>
/// <param name="Runs">Its last runs, the newest first.</param>
internal sealed record JobLine(Job Job, DateTimeOffset? Next, RunAction? Pause, IReadOnlyList<RunRow> Runs)
{
    public RunRow? Last => Runs.Count > 0 ? Runs[0] : null;
}

/// <summary>A run at work, what somebody wants of it, and who does how much of it.</summary>
internal sealed record OpenRun(RunRow Run, RunAction? Hold, IReadOnlyList<NodeShare> Shares);

/// <summary>A run that has ended, and who did how much of it.</summary>
internal sealed record EndedRun(RunRow Run, IReadOnlyList<NodeShare> Shares);

/// <summary>What changes while one looks at it.</summary>
/// <param name="Open">The newest first.</param>
/// <param name="Last">The newest run that analysed something, when it has ended.</param>
/// <param name="Analysis">What is to be analysed.</param>
/// <param name="Reviews">What waits for people.</param>
/// <param name="CanAct">True for operations; others read.</param>
internal sealed record LiveView(IReadOnlyList<OpenRun> Open, EndedRun? Last, QueueDepth Analysis, QueueDepth Reviews, bool CanAct);
