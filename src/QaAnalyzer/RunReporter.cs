using System.Data.Common;
using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>Writes how far a run is every few seconds, so that the pages of any node can show it, and closes it in the end.</summary>
internal sealed class RunReporter : IAsyncDisposable
{
    /// <summary>Often enough for a page that is looked at.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    private readonly Database _database;
    private readonly RunStore _runs;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _changing = new();
    private readonly Task _beats;
    private long? _began;
    private RunCounts _atBegin;
    private RunCounts _before;
    private RunCounts _own;
    private RunCounts _others;

    public RunReporter(Database database, RunStore runs, TimeProvider clock, RunRow run)
    {
        (_database, _runs, _clock, Run) = (database, runs, clock, run);

        // A report that cannot be written is no reason to stop the run: the next one tells more.
        _beats = Beats.EveryAsync(Beat, clock, ReportAsync, _stop.Token);
    }

    public RunRow Run { get; private set; }

    /// <summary>What is behind the run, by all nodes.</summary>
    public RunCounts Done => new(Run.Analysed, Run.Failed);

    public void Change(Func<RunRow, RunRow> change)
    {
        lock (_changing) Run = change(Run);
    }

    /// <summary>Somebody has paused the run, or nobody holds it any more.</summary>
    public void Hold(RunAction? hold) => Change(run => run with { State = hold is { Action: RunAction.Pause } ? "paused" : "running" });

    /// <summary>The analysis of so many rows begins.</summary>
    public Task BeginAsync(long planned, CancellationToken cancel)
    {
        Change(run => run with { Planned = planned });
        return ResumeAsync(cancel);
    }

    /// <summary>The analysis goes on where an earlier slice of the run stopped.</summary>
    public async Task ResumeAsync(CancellationToken cancel)
    {
        (_before, _others) = await RunShares.OfAsync(_database, Run.Key, cancel);
        (_own, _atBegin, _began) = (default, _before + _others, _clock.GetTimestamp());
    }

    /// <summary>So many are behind this node since it began or went on.</summary>
    public void Count(RunCounts own)
    {
        _own = own;
        Tell();
    }

    /// <summary>Looks what other nodes have done.</summary>
    public async Task<RunCounts> LookAsync(CancellationToken cancel)
    {
        (_, _others) = await RunShares.OfAsync(_database, Run.Key, cancel);
        if (_began is not null) Tell();
        return _others;
    }

    /// <summary>Writes the run as it ended.</summary>
    public Task<RunRow> CloseAsync() => Outage.RideAsync(() => WriteEndAsync(CountAsync), _clock, CancellationToken.None);

    /// <summary>Writes the run as it failed. When that fails as well, the first failure is the one to tell; the run is closed as lost.</summary>
    public async Task FailAsync(Exception failure)
    {
        Change(run => run with { State = "failed", Message = Failures.Describe(failure), FinishedAt = _clock.GetUtcNow() });
        try
        {
            await Outage.RideAsync(() => WriteEndAsync(() => StoredFigures.OfAsync(_database, Run)), _clock, CancellationToken.None);
        }
        catch (DbException)
        {
            return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beats;
        _stop.Dispose();
    }

    private async Task<RunRow> WriteEndAsync(Func<Task<RunRow>> countAsync)
    {
        await _stop.CancelAsync();
        await _beats;
        return Run = await _runs.ReportAsync(await countAsync(), CancellationToken.None);
    }

    // The shares say it exactly, whatever this process has heard of its last chunk.
    private async Task<RunRow> CountAsync()
    {
        var all = await RunShares.TotalAsync(_database, Run.Key);
        return Run with { Analysed = all.Analysed, Failed = all.Failed };
    }

    private void Tell()
    {
        var all = _before + _own + _others;
        var done = all.Analysed + all.Failed - _atBegin.Analysed - _atBegin.Failed;
        var rate = done / Math.Max(0.001, _clock.GetElapsedTime(_began!.Value).TotalSeconds);
        Change(run => run with
        {
            Analysed = all.Analysed,
            Failed = all.Failed,
            Rate = done == 0 ? run.Rate : Math.Round(rate, 1),
            ExpectedEnd = done == 0 ? run.ExpectedEnd : _clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Ceiling(Math.Max(0, run.Planned - all.Analysed - all.Failed) / rate)),
        });
    }

    private async Task ReportAsync(CancellationToken stop)
    {
        await LookAsync(stop);
        await _runs.ReportAsync(Run, stop);
    }
}
