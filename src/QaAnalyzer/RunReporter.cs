using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>Writes how far a run is every few seconds, so that the pages of any node can show it, and closes it in the end.</summary>
internal sealed class RunReporter : IAsyncDisposable
{
    /// <summary>Often enough for a page that is looked at.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    private readonly RunStore _runs;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beats;
    private long _began;
    private RunCounts _before;

    public RunReporter(RunStore runs, TimeProvider clock, RunRow run)
    {
        (_runs, _clock, Run) = (runs, clock, run);
        _beats = ReportAsync(_stop.Token);
    }

    public RunRow Run { get; private set; }

    public void Change(Func<RunRow, RunRow> change) => Run = change(Run);

    /// <summary>The analysis of so many rows begins.</summary>
    public void Begin(long planned)
    {
        Run = Run with { Planned = planned };
        Resume();
    }

    /// <summary>The analysis goes on where an earlier slice of the run stopped.</summary>
    public void Resume()
    {
        _began = _clock.GetTimestamp();
        _before = new(Run.Analysed, Run.Failed);
    }

    /// <summary>So many are behind it since it began or went on.</summary>
    public void Count(RunCounts counts)
    {
        var done = counts.Analysed + counts.Failed;
        var rate = done / Math.Max(0.001, _clock.GetElapsedTime(_began).TotalSeconds);
        var all = _before + counts;
        var left = Math.Max(0, Run.Planned - all.Analysed - all.Failed);
        Run = Run with
        {
            Analysed = all.Analysed,
            Failed = all.Failed,
            Rate = done == 0 ? null : Math.Round(rate, 1),
            ExpectedEnd = done == 0 ? null : _clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Ceiling(left / rate)),
        };
    }

    /// <summary>Writes the run as it ended.</summary>
    public async Task<RunRow> CloseAsync()
    {
        await _stop.CancelAsync();
        await _beats;
        return Run = await _runs.ReportAsync(Run, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beats;
        _stop.Dispose();
    }

    // A report that cannot be written is no reason to stop the run: the next one tells more.
    private async Task ReportAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat, _clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop)) await TryReportAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    private async Task TryReportAsync(CancellationToken stop)
    {
        try
        {
            await _runs.ReportAsync(Run, stop);
        }
        catch (System.Data.Common.DbException) when (!stop.IsCancellationRequested)
        {
            return;
        }
    }
}
