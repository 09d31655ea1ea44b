using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>
/// Makes analyses that somebody asked for, or that a form newly in use lacks: chooses some, does them, and goes on. What is not chosen yet is
/// nobody's work and what is chosen no other run's, so a pause, a cancellation and the limit hold whoever else analyses.
/// </summary>
public sealed class RerunRun(Database database, RerunStore reruns, AnalysisRunner runner, WorkStore work, RunStore runs, RubricCatalog catalog, TimeProvider clock)
{
    /// <summary>Conversations chosen at a time where no limit asks for fewer.</summary>
    private const int ChunkSize = 1000;

    /// <summary>Goes on with the oldest request of people that nobody is at; null when there is none. An open run returned goes on at the next call.</summary>
    /// <param name="inUse">Rubrics of a request that names none.</param>
    /// <param name="continues">The open run that the call before returned; null when there was none.</param>
    /// <param name="slice">About how long; null to the end.</param>
    /// <param name="progress">Gets how far it is.</param>
    /// <param name="cancel">Stops at once; the request stays open.</param>
    public async Task<RunRow?> RunNextAsync(
        IReadOnlyList<Rubric> inUse, long? continues = null, TimeSpan? slice = null, IProgress<NightlyProgress>? progress = null, CancellationToken cancel = default) =>
        await GoOnAsync(() => reruns.NextAsync(continues, cancel), inUse, slice, progress, cancel);

    /// <summary>The same with the oldest backfill, see <see cref="Coverage"/>.</summary>
    /// <param name="inUse">Forms whose backfills are done.</param>
    /// <inheritdoc cref="RunNextAsync"/>
    public async Task<RunRow?> BackfillNextAsync(
        IReadOnlyList<Rubric> inUse, long? continues = null, TimeSpan? slice = null, IProgress<NightlyProgress>? progress = null, CancellationToken cancel = default) =>
        await GoOnAsync(() => reruns.NextBackfillAsync([.. inUse.Select(r => r.Id)], continues, cancel), inUse, slice, progress, cancel);

    private async Task<RunRow?> GoOnAsync(
        Func<Task<Rerun?>> nextAsync, IReadOnlyList<Rubric> inUse, TimeSpan? slice, IProgress<NightlyProgress>? progress, CancellationToken cancel)
    {
        // What a process of this machine was at when it ended is free at once.
        await runs.CloseLostAsync(cancel);
        if (await nextAsync() is not { } rerun) return null;
        var run = rerun.RunKey is { } known ? await runs.ContinueAsync(known, cancel) : null;
        var rubrics = RubricsOf(rerun, inUse);
        if (run is not { IsOpen: true }) run = await BeginAsync(rerun, [.. rubrics.Select(r => r.Id)], cancel);
        if (!await reruns.TakeAsync(rerun, run.Key, cancel)) return null;

        // A person may name a form without its version.
        if (rerun.Rubric is not null && rubrics.Count > 0) rerun = rerun with { Rubric = rubrics[0].Id };
        return await RunAsync(rerun, run, rubrics, slice, progress, cancel);
    }

    private async Task<RunRow> RunAsync(
        Rerun rerun, RunRow run, IReadOnlyList<Rubric> rubrics, TimeSpan? slice, IProgress<NightlyProgress>? progress, CancellationToken cancel)
    {
        await using var reporter = new RunReporter(database, runs, clock, run);
        var gate = new RunGate(new(database, clock), run.Key, clock, slice, reporter.Hold);
        try
        {
            if (run.Planned > 0) await reporter.ResumeAsync(cancel);
            else await reporter.BeginAsync(await reruns.CountAsync(rerun, [.. rubrics.Select(r => r.Id)], cancel), cancel);
            var analysis = new RunAnalysis(runner, work, rubrics, reporter, gate, clock, progress, rerun.Key);
            if (await RepeatAsync(rerun, rubrics, analysis, gate, cancel)) await EndAsync(rerun, reporter, gate.Cancellation, cancel);
            return await reporter.CloseAsync();
        }
        catch (Exception e)
        {
            await reporter.FailAsync(e);
            throw;
        }
    }

    /// <summary>False when the slice is over before the end.</summary>
    private async Task<bool> RepeatAsync(Rerun rerun, IReadOnlyList<Rubric> rubrics, RunAnalysis analysis, RunGate gate, CancellationToken cancel)
    {
        string[] ids = [.. rubrics.Select(r => r.Id)];
        var pace = new Pace(rerun.PerSecond, clock);
        while (await gate.PassAsync(cancel))
        {
            var chosen = await reruns.ChooseAsync(rerun, ids, pace.Next(ChunkSize), cancel);
            if (chosen.Count == 0) return await analysis.FinishAsync(cancel);
            await analysis.RoundAsync(cancel);
            await pace.WaitAsync(chosen.Count, cancel);
        }

        return gate.Cancellation is not null && await analysis.FinishAsync(cancel);
    }

    /// <summary>A request that found nothing says what it looked for: a slip in its filter shows nowhere else.</summary>
    private async Task EndAsync(Rerun rerun, RunReporter reporter, RunAction? cancelled, CancellationToken cancel)
    {
        await reruns.EndAsync(rerun, cancelled is null ? "done" : "cancelled", cancel);
        var found = (await reruns.FindAsync(rerun.Key, cancel))!.Chosen;
        reporter.Change(run => run with
        {
            State = cancelled is null ? "finished" : "cancelled",
            Message = cancelled?.Reason ?? (found == 0 ? $"found nothing: looked for {rerun.LooksFor()}" : null),
            FinishedAt = clock.GetUtcNow(),
        });
    }

    private async Task<RunRow> BeginAsync(Rerun rerun, IReadOnlyList<string> rubrics, CancellationToken cancel) =>
        (await runs.FindAsync(await runs.StartAsync(rerun.OnlyMissing ? "backfill" : "reruns", null, rubrics, cancel), cancel))!;

    // A version that is not published any more cannot be analysed under; such a request does nothing and says so by its counts.
    private IReadOnlyList<Rubric> RubricsOf(Rerun rerun, IReadOnlyList<Rubric> inUse) =>
        rerun.Rubric is not { } id ? inUse : inUse.FirstOrDefault(r => r.Id == id) is { } used ? [used] : catalog.Find(id) is { } rubric ? [rubric] : [];
}
