using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>
/// The analysis of one run by its own node, while others may help: rounds over what is pending, through short outages of the database. That is what
/// the request has chosen where there is one, and else what no open request has.
/// </summary>
internal sealed class RunAnalysis(
    AnalysisRunner runner, WorkStore work, IReadOnlyList<Rubric> rubrics, RunReporter reporter, RunGate gate, TimeProvider clock,
    IProgress<NightlyProgress>? progress, long? rerun = null)
{
    /// <summary>Between two looks at what others still hold.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly string[] _ids = [.. rubrics.Select(r => r.Id)];
    private RunCounts _before;
    private RunCounts _round;

    /// <summary>Until nothing is free, the slice is over or somebody holds the run.</summary>
    public Task RoundAsync(CancellationToken cancel) => Outage.RideAsync(
        async () =>
        {
            _before += _round;
            _round = default;
            return await runner.RunAsync(rubrics, reporter.Run.Key, new Relay(Count), gate, rerun, cancel);
        },
        clock,
        cancel);

    /// <summary>
    /// Until nothing is left, not even with others: what a dead node held comes back when its lease ends. Gives up waiting when the leases of
    /// living ones are renewed and nothing moves. False when the slice is over before.
    /// </summary>
    public async Task<bool> FinishAsync(CancellationToken cancel)
    {
        var done = reporter.Done;
        var moved = clock.GetTimestamp();
        while (true)
        {
            await RoundAsync(cancel);
            await Outage.RideAsync(() => reporter.LookAsync(cancel), clock, cancel);
            if (done != reporter.Done) (done, moved) = (reporter.Done, clock.GetTimestamp());
            if (!await Outage.RideAsync(IsWaitingAsync, clock, cancel)) return true;
            if (gate.IsOver && gate.Cancellation is null) return false;
            if (clock.GetElapsedTime(moved) > WorkStore.LeaseTime * 2) return true;
            await Task.Delay(Pause, clock, cancel);
            await Outage.RideAsync(() => work.ReleaseEndedAsync(cancel), clock, cancel);
        }

        // A run that was cancelled leaves what nobody has begun and waits for the chunks at hand alone.
        Task<bool> IsWaitingAsync() => gate.Cancellation is null ? work.AnyPendingAsync(_ids, rerun, cancel) : work.AnyHeldAsync(_ids, rerun, cancel);
    }

    private void Count(RunCounts counts)
    {
        _round = counts;
        reporter.Count(_before + counts);
        progress?.Report(new(reporter.Run.Planned, reporter.Done, reporter.Run.Key));
    }

    private sealed class Relay(Action<RunCounts> report) : IProgress<RunCounts>
    {
        public void Report(RunCounts value) => report(value);
    }
}
