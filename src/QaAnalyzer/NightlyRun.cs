using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>
/// The night's work, in order: pull from the inbox folders, analyse what is pending under every rubric in use (which fills the review queue),
/// and count what became of everything pulled. Doing it again does nothing twice.
/// </summary>
public sealed class NightlyRun(Database database, Importer importer, AnalysisRunner runner, WorkStore work, RunStore runs, TimeProvider clock)
{
    /// <summary>Between two looks at what others still hold.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>True when files lie in the inbox folders or work is pending.</summary>
    public async Task<bool> HasWorkAsync(NightlyPlan plan, CancellationToken cancel = default) =>
        plan.Inboxes.Where(Directory.Exists).Any(inbox => Directory.EnumerateFiles(inbox).Any()) || await work.AnyPendingAsync(plan.RubricIds, cancel);

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
        await using var reporter = new RunReporter(runs, clock, run);
        var gate = new RunGate(
            new(database, clock), run.Key, clock, slice, hold => reporter.Change(r => r with { State = hold is { Action: RunAction.Pause } ? "paused" : "running" }));
        try
        {
            if (run.Key == continues) reporter.Resume();
            else await PrepareAsync(plan, reporter, cancel);
            if (await AnalyzeAsync(plan, reporter, gate, progress, cancel)) await ReconcileAsync(reporter, plan.RubricIds, gate.Cancellation, cancel);
        }
        catch (Exception e)
        {
            reporter.Change(failed => failed with { State = "failed", Message = e.GetType().Name, FinishedAt = clock.GetUtcNow() });
            throw;
        }
        finally
        {
            await reporter.CloseAsync();
        }

        return reporter.Run;
    }

    private async Task<RunRow> BeginAsync(NightlyPlan plan, CancellationToken cancel)
    {
        var from = await RowKeys.NextAsync(database, clock, cancel);
        return new()
        {
            Key = await runs.StartAsync(plan.Kind, from, cancel),
            Kind = plan.Kind,
            Node = WorkerProcess.Current,
            State = "running",
            StartedAt = clock.GetUtcNow(),
            FromKey = from,
            Deadline = plan.Deadline,
        };
    }

    private async Task PrepareAsync(NightlyPlan plan, RunReporter reporter, CancellationToken cancel)
    {
        await PullAsync(plan, reporter, cancel);
        await work.ReleaseEndedAsync(cancel);
        foreach (var rubric in plan.RubricIds) await work.CoverAsync(rubric, cancel);
        reporter.Begin(await work.PendingAsync(plan.RubricIds, cancel));
    }

    private async Task PullAsync(NightlyPlan plan, RunReporter reporter, CancellationToken cancel)
    {
        foreach (var inbox in plan.Inboxes.Where(Directory.Exists))
        {
            foreach (var file in Directory.GetFiles(inbox).Order(StringComparer.Ordinal))
            {
                // Gone when another run took it meanwhile.
                if (!File.Exists(file)) continue;
                var import = await importer.ImportAsync([file], plan.Source, plan.Options, plan.RubricIds, plan.Rubrics, null, reporter.Run.Key, cancel);
                reporter.Change(run => Add(run, import));

                // Only after its rows are committed: a crash before the move imports the file again, as duplicates.
                DoneFolder.Move(inbox, file);
            }
        }
    }

    /// <summary>
    /// Until nothing is left, not even with others: what a dead node held comes back when its lease ends. Gives up waiting when the leases of
    /// living ones are renewed and nothing moves. False when the slice is over before.
    /// </summary>
    private async Task<bool> AnalyzeAsync(NightlyPlan plan, RunReporter reporter, RunGate gate, IProgress<NightlyProgress>? progress, CancellationToken cancel)
    {
        var before = default(RunCounts);
        var moved = clock.GetTimestamp();
        while (true)
        {
            var counts = await runner.RunAsync(plan.Rubrics, reporter.Run.Key, new Relay(ofRound => Count(before + ofRound)), gate, cancel);
            if (counts != default) moved = clock.GetTimestamp();
            before += counts;
            if (gate.Cancellation is not null || !await work.AnyPendingAsync(plan.RubricIds, cancel)) return true;
            if (gate.IsOver) return false;
            if (clock.GetElapsedTime(moved) > WorkStore.LeaseTime * 2) return true;
            await Task.Delay(Pause, clock, cancel);
        }

        void Count(RunCounts counts)
        {
            reporter.Count(counts);
            progress?.Report(new(reporter.Run.Planned, new(reporter.Run.Analysed, reporter.Run.Failed), reporter.Run.Key));
        }
    }

    /// <summary>A run whose figures do not add up has failed, whatever it did.</summary>
    private async Task ReconcileAsync(RunReporter reporter, IReadOnlyList<string> rubrics, RunAction? cancelled, CancellationToken cancel)
    {
        var found = await Reconciliation.CountAsync(database, reporter.Run.Key, reporter.Run.FromKey ?? 0, rubrics, cancel);
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

    private static RunRow Add(RunRow run, RunRow import) => run with
    {
        Pulled = run.Pulled + import.Pulled,
        Accepted = run.Accepted + import.Accepted,
        Duplicate = run.Duplicate + import.Duplicate,
        Quarantined = run.Quarantined + import.Quarantined,
        Scores = run.Scores + import.Scores,
    };

    private sealed class Relay(Action<RunCounts> report) : IProgress<RunCounts>
    {
        public void Report(RunCounts value) => report(value);
    }
}
