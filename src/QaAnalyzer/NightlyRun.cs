using QaAnalyzer.Sources;
using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>
/// The night's work, in order: pull from the inbox folders and all sources, analyse what is pending under every rubric in use (which fills the review queue),
/// and count what became of everything pulled. Doing it again does nothing twice.
/// </summary>
public sealed class NightlyRun(
    Database database, Importer importer, AnalysisRunner runner, WorkStore work, RunStore runs, TimeProvider clock, PullRun? pull = null)
{
    /// <summary>Between two looks at what others still hold.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly InboxPull _inboxes = new(importer, runs);

    /// <summary>True when files lie in the inbox folders or work is pending.</summary>
    public async Task<bool> HasWorkAsync(NightlyPlan plan, CancellationToken cancel = default) =>
        plan.Inboxes.Any(InboxPull.HasFiles) || await work.AnyPendingAsync(plan.RubricIds, cancel);

    public async Task<RunRow> RunAsync(NightlyPlan plan, IProgress<NightlyProgress>? progress = null, CancellationToken cancel = default)
    {
        var key = await runs.StartAsync(plan.Kind, cancel);
        var from = await RowKeys.NextAsync(database, clock, cancel);
        await using var reporter = new RunReporter(
            runs, clock, new() { Key = key, Kind = plan.Kind, Node = WorkerProcess.Current, State = "running", StartedAt = clock.GetUtcNow(), Deadline = plan.Deadline });
        try
        {
            await PullAsync(plan, reporter, cancel);
            await work.ReleaseEndedAsync(cancel);
            foreach (var rubric in plan.RubricIds) await work.CoverAsync(rubric, cancel);
            reporter.Begin(await work.PendingAsync(plan.RubricIds, cancel));
            await AnalyzeAsync(plan, reporter, progress, cancel);
            await ReconcileAsync(reporter, from, plan.RubricIds, cancel);
        }
        catch (Exception e)
        {
            reporter.Change(run => run with { State = "failed", Message = e.GetType().Name, FinishedAt = clock.GetUtcNow() });
            throw;
        }
        finally
        {
            await reporter.CloseAsync();
        }

        return reporter.Run;
    }

    private async Task PullAsync(NightlyPlan plan, RunReporter reporter, CancellationToken cancel)
    {
        foreach (var inbox in plan.Inboxes)
        {
            await foreach (var import in _inboxes.PullAsync(inbox, plan.Source, plan.Options, plan.Rubrics, reporter.Run.Key, cancel))
                reporter.Change(run => Add(run, new(import.Accepted, import.Duplicate, import.Quarantined) { Scores = import.Scores }));
        }

        // A source that fails is noted with the source and comes again; the night goes on with what there is.
        if (pull is null) return;
        foreach (var source in await pull.RunAsync(plan.Rubrics, reporter.Run.Key, cancel)) reporter.Change(run => Add(run, source.Tally));
    }

    /// <summary>
    /// Until nothing is left, not even with others: what a dead node held comes back when its lease ends. Gives up waiting when the leases of
    /// living ones are renewed and nothing moves.
    /// </summary>
    private async Task AnalyzeAsync(NightlyPlan plan, RunReporter reporter, IProgress<NightlyProgress>? progress, CancellationToken cancel)
    {
        var before = default(RunCounts);
        var moved = clock.GetTimestamp();
        while (true)
        {
            var counts = await runner.RunAsync(plan.Rubrics, reporter.Run.Key, new Relay(ofRound => Count(before + ofRound)), cancel);
            if (counts != default) moved = clock.GetTimestamp();
            before += counts;
            if (!await work.AnyPendingAsync(plan.RubricIds, cancel) || clock.GetElapsedTime(moved) > WorkStore.LeaseTime * 2) return;
            await Task.Delay(Pause, clock, cancel);
        }

        void Count(RunCounts counts)
        {
            reporter.Count(counts);
            progress?.Report(new(reporter.Run.Planned, counts));
        }
    }

    /// <summary>A run whose figures do not add up has failed, whatever it did.</summary>
    private async Task ReconcileAsync(RunReporter reporter, long from, IReadOnlyList<string> rubrics, CancellationToken cancel)
    {
        var found = await Reconciliation.CountAsync(database, reporter.Run.Key, from, rubrics, cancel);
        reporter.Change(run => run with
        {
            Complete = found.Complete,
            Superseded = found.Superseded,
            Broken = found.Broken,
            Unfinished = found.Unfinished,
            FinishedAt = clock.GetUtcNow(),
            Message = found.Mismatch(run),
            State = found.Mismatch(run) is null ? "finished" : "failed",
        });
    }

    private static RunRow Add(RunRow run, ImportTally tally) => run with
    {
        Pulled = run.Pulled + tally.Read,
        Accepted = run.Accepted + tally.Accepted,
        Duplicate = run.Duplicate + tally.Duplicate,
        Quarantined = run.Quarantined + tally.Quarantined,
        Scores = run.Scores + tally.Scores,
    };

    private sealed class Relay(Action<RunCounts> report) : IProgress<RunCounts>
    {
        public void Report(RunCounts value) => report(value);
    }
}
