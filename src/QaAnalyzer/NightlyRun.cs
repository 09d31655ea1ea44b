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
    private readonly InboxPull _inboxes = new(importer, runs, clock);
    private readonly Coverage _coverage = new(database, clock);

    /// <summary>True when files lie in the inbox folders, a source is due, or work is free that no open run will do.</summary>
    public async Task<bool> HasWorkAsync(NightlyPlan plan, CancellationToken cancel = default) =>
        plan.Inboxes.Any(InboxPull.HasFiles)
        || (pull is not null && (await pull.DueAsync(cancel)).Count > 0)
        || (await work.AnyFreeAsync(plan.RubricIds, cancel) && !(await runs.OpenAsync(cancel)).Any(run => plan.RubricIds.All(run.RubricIds.Contains)));

    public Task<RunRow> RunAsync(NightlyPlan plan, IProgress<NightlyProgress>? progress = null, CancellationToken cancel = default) =>
        StepAsync(plan, null, null, progress, cancel);

    /// <summary>A part of a run: begins one or goes on with one. It has come to its end when the run returned is not open any more.</summary>
    /// <param name="plan">The same for all parts.</param>
    /// <param name="continues">Key of the run to go on with, whatever became of the process that had it; null begins one.</param>
    /// <param name="slice">About how long to analyse; null to the end.</param>
    /// <param name="progress">Gets how far the run is after every chunk.</param>
    /// <param name="cancel">Stops at once; what is not saved is given back.</param>
    public async Task<RunRow> StepAsync(
        NightlyPlan plan, long? continues, TimeSpan? slice, IProgress<NightlyProgress>? progress = null, CancellationToken cancel = default)
    {
        var run = (continues is { } key ? await runs.ContinueAsync(key, cancel) : null) ?? await BeginAsync(plan, cancel);
        if (!run.IsOpen) return run;
        await using var reporter = new RunReporter(database, runs, clock, run);
        var gate = new RunGate(new(database, clock), run.Key, clock, slice, reporter.Hold);
        try
        {
            if (run.Key != continues) await PrepareAsync(plan, reporter, gate, cancel);
            else if (run.Planned > 0) await reporter.ResumeAsync(cancel);
            else await PlanAsync(plan, reporter, cancel);
            var analysis = new RunAnalysis(runner, work, plan.Rubrics, reporter, gate, clock, progress);
            if (await analysis.FinishAsync(cancel)) await ReconcileAsync(reporter, plan.RubricIds, gate.Cancellation, cancel);
            return await reporter.CloseAsync();
        }
        catch (Exception e)
        {
            await reporter.FailAsync(e);
            throw;
        }
    }

    private async Task<RunRow> BeginAsync(NightlyPlan plan, CancellationToken cancel)
    {
        var from = await RowKeys.NextAsync(database, clock, cancel);
        var key = await runs.StartAsync(plan.Kind, from, plan.RubricIds, cancel);
        return (await runs.FindAsync(key, cancel))! with { Deadline = plan.Deadline };
    }

    private async Task PrepareAsync(NightlyPlan plan, RunReporter reporter, RunGate gate, CancellationToken cancel)
    {
        await PullAsync(plan, reporter, gate, cancel);
        if (gate.Cancellation is null) await Outage.RideAsync(() => CoverAsync(plan, cancel), clock, cancel);
        await PlanAsync(plan, reporter, cancel);
    }

    private async Task<int> CoverAsync(NightlyPlan plan, CancellationToken cancel)
    {
        await work.ReleaseEndedAsync(cancel);
        var added = 0;
        foreach (var rubric in plan.RubricIds) added += await _coverage.CoverAsync(rubric, plan.BackfillPerSecond, cancel);
        return added;
    }

    private async Task PlanAsync(NightlyPlan plan, RunReporter reporter, CancellationToken cancel)
    {
        var planned = await Outage.RideAsync(() => RunShares.PlannedAsync(database, reporter.Run.Key, plan.RubricIds, cancel), clock, cancel);
        await reporter.BeginAsync(planned, cancel);
    }

    private async Task PullAsync(NightlyPlan plan, RunReporter reporter, RunGate gate, CancellationToken cancel)
    {
        var watch = new PullWatch
        {
            MayGoOnAsync = stop => Outage.RideAsync(() => gate.PassReadingAsync(stop), clock, stop),
            Saved = tally => reporter.Change(run => Add(run, tally)),
        };
        foreach (var inbox in plan.Inboxes)
        {
            await foreach (var import in _inboxes.PullAsync(inbox, plan.Source, plan.Options, plan.Rubrics, reporter.Run.Key, watch, cancel))
            {
                if (import.State == "cancelled") return;
            }
        }

        // A source that fails is noted with the source and comes again; the night goes on with what there is.
        if (pull is null || gate.Cancellation is not null) return;
        var sources = plan.PullsAllSources ? pull.Sources : await Outage.RideAsync(() => pull.DueAsync(cancel), clock, cancel);
        await pull.RunAsync(sources, plan.Rubrics, reporter.Run.Key, watch, cancel);
    }

    /// <summary>A run whose figures do not add up has failed, whatever it did.</summary>
    private async Task ReconcileAsync(RunReporter reporter, IReadOnlyList<string> rubrics, RunAction? cancelled, CancellationToken cancel)
    {
        var found = await Outage.RideAsync(
            () => Reconciliation.CountAsync(database, reporter.Run.Key, reporter.Run.FromKey ?? 0, rubrics, cancel), clock, cancel);
        var mismatch = found.Mismatch(reporter.Run);
        reporter.Change(run => run with
        {
            Complete = found.Complete,
            Superseded = found.Superseded,
            Broken = found.Broken,
            Unfinished = found.Unfinished,
            FinishedAt = clock.GetUtcNow(),
            Message = mismatch ?? cancelled?.Reason,
            State = mismatch is not null ? "failed" : cancelled is not null ? "cancelled" : "finished",
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
}
