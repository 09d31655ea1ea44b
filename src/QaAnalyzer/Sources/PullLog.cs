using QaAnalyzer.Storage;

namespace QaAnalyzer.Sources;

/// <summary>A pull in the log of runs: its counts, and that it failed unless it says that it finished or was stopped.</summary>
internal sealed class PullLog : IAsyncDisposable
{
    private readonly RunStore _runs;
    private readonly TimeProvider _clock;
    private RunRow _row;

    private PullLog(RunStore runs, TimeProvider clock, RunRow row) => (_runs, _clock, _row) = (runs, clock, row);

    public long Run => _row.Key;

    public static async Task<PullLog> StartAsync(RunStore runs, TimeProvider clock, CancellationToken cancel)
    {
        var key = await Outage.RideAsync(() => runs.StartAsync("pull", cancel), clock, cancel);
        return new(runs, clock, new() { Key = key, Kind = "pull", Node = WorkerProcess.Current, State = "failed", Message = "Pull" });
    }

    public void Count(ImportTally tally) => _row = _row with
    {
        Pulled = _row.Pulled + tally.Read,
        Accepted = _row.Accepted + tally.Accepted,
        Duplicate = _row.Duplicate + tally.Duplicate,
        Quarantined = _row.Quarantined + tally.Quarantined,
        Scores = _row.Scores + tally.Scores,
    };

    public void Stop() => _row = _row with { State = "cancelled", Message = null };

    public void Finish() => _row = _row with { State = "finished", Message = null };

    public async ValueTask DisposeAsync() => await Outage.RideAsync(
        () => _runs.ReportAsync(_row with { FinishedAt = _clock.GetUtcNow() }, CancellationToken.None), _clock, CancellationToken.None);
}
