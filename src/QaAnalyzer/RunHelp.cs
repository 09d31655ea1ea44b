using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>
/// Helps with the runs of other nodes: a job starts on one of them, its work is for all. What is analysed here carries the key of the run and is
/// counted with it, and a pause or cancellation holds here as there. A run whose node died is brought to its end and closed.
/// </summary>
public sealed class RunHelp(Database database, AnalysisRunner runner, RunStore runs, WorkStore work, RubricCatalog catalog, TimeProvider clock)
{
    /// <summary>Between two looks for runs that could do with help.</summary>
    public static TimeSpan Beat { get; } = TimeSpan.FromSeconds(2);

    private readonly RerunStore _reruns = new(database, clock);
    private readonly LostRuns _lost = new(database, clock);

    /// <summary>Frees what former processes of this machine held; for a node that starts. Returns how many rows.</summary>
    public Task<int> BeginAsync(CancellationToken cancel = default) => work.ReleaseEndedAsync(cancel);

    /// <summary>Works on every open run of another process until nothing is free there, and returns what it did.</summary>
    /// <exception cref="OperationCanceledException">Stopped; what is not saved is given back.</exception>
    public async Task<RunCounts> HelpAsync(CancellationToken cancel = default)
    {
        var counts = default(RunCounts);
        foreach (var run in await runs.OpenAsync(cancel))
        {
            var isOfOthers = run.Node != WorkerProcess.Current && run.State == "running" && run.RubricIds.Count > 0;
            if (isOfOthers && await WorkOfAsync(run, cancel) is { Exists: true } its) counts += await HelpAsync(run, its.Rerun, cancel);
            else await _lost.CloseAsync(run, cancel);
        }

        return counts;
    }

    /// <summary>Whether a run has work, and the request that it does; a run that takes in no conversations and has no request yet has none.</summary>
    private async Task<(bool Exists, long? Rerun)> WorkOfAsync(RunRow run, CancellationToken cancel)
    {
        var rerun = run.FromKey is null ? await _reruns.OfRunAsync(run.Key, cancel) : null;
        return run.FromKey is null && rerun is null ? (false, null) : (await work.AnyPendingAsync(run.RubricIds, rerun?.Key, cancel), rerun?.Key);
    }

    private async Task<RunCounts> HelpAsync(RunRow run, long? rerun, CancellationToken cancel)
    {
        var rubrics = run.RubricIds.Select(catalog.Find).OfType<Rubric>().ToList();

        // A pause ends the help at once or with the next report of the run's own node; it is looked for again when the run goes on.
        var gate = new RunGate(new(database, clock), run.Key, clock, whileTrue: async stop => await runs.FindAsync(run.Key, stop) is { State: "running" });
        try
        {
            if (WorkerProcess.HasEnded(run.Node)) await work.ReleaseEndedAsync(cancel);
            var counts = await runner.RunAsync(rubrics, run.Key, null, gate, rerun, cancel);

            // What is pending and yet not free may be held by a process that died on this machine.
            if (counts == default) await work.ReleaseEndedAsync(cancel);
            return counts;
        }
        finally
        {
            await RunShares.SettleAsync(database, run.Key, CancellationToken.None);
        }
    }
}
