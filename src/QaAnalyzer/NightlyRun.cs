using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer;

/// <summary>
/// The night's work, in order: pull from the inbox folders, analyse what is pending under every rubric in use, fill the review queue.
/// Doing it again does nothing twice.
/// </summary>
public sealed class NightlyRun(Importer importer, AnalysisRunner runner, WorkStore work, ReviewQueue queue, RunStore runs, TimeProvider clock)
{
    /// <summary>True when files lie in the inbox folders or work is pending.</summary>
    public async Task<bool> HasWorkAsync(NightlyPlan plan, CancellationToken cancel = default) => plan.Inboxes.Where(Directory.Exists).Any(inbox => Directory.EnumerateFiles(inbox).Any())
        || await work.PendingAsync([.. plan.Rubrics.Select(r => r.Id)], cancel) > 0;

    public async Task<RunRow> RunAsync(NightlyPlan plan, IProgress<NightlyProgress>? progress = null, CancellationToken cancel = default)
    {
        var key = await runs.StartAsync(plan.Kind, cancel);
        var run = new RunRow { Key = key, Kind = plan.Kind, Node = WorkerProcess.Current, State = "running" };
        try
        {
            await PullAsync(plan, import => run = Add(run, import), cancel);
            await work.ReleaseEndedAsync(cancel);
            foreach (var rubric in plan.Rubrics) await work.CoverAsync(rubric.Id, cancel);
            var pending = await work.PendingAsync([.. plan.Rubrics.Select(r => r.Id)], cancel);
            foreach (var rubric in plan.Rubrics)
            {
                var before = new RunCounts(run.Analysed, run.Failed);
                await runner.RunAsync(rubric, key, new Relay(Count), cancel);
                await queue.FillAsync(rubric.Id, cancel);

                void Count(RunCounts ofRubric)
                {
                    var counts = before + ofRubric;
                    run = run with { Analysed = counts.Analysed, Failed = counts.Failed };
                    progress?.Report(new(pending, counts));
                }
            }

            return run = run with { State = "finished", FinishedAt = clock.GetUtcNow() };
        }
        catch (Exception e)
        {
            run = run with { State = "failed", Message = e.GetType().Name, FinishedAt = clock.GetUtcNow() };
            throw;
        }
        finally
        {
            await runs.ReportAsync(run, CancellationToken.None);
        }
    }

    private async Task PullAsync(NightlyPlan plan, Action<RunRow> pulled, CancellationToken cancel)
    {
        foreach (var inbox in plan.Inboxes.Where(Directory.Exists))
        {
            foreach (var file in Directory.GetFiles(inbox).Order(StringComparer.Ordinal))
            {
                // Gone when another run took it meanwhile.
                if (!File.Exists(file)) continue;
                pulled(await importer.ImportAsync([file], plan.Source, plan.Options, [.. plan.Rubrics.Select(r => r.Id)], plan.Rubrics, null, cancel));

                // Only after its rows are committed: a crash before the move imports the file again, as duplicates.
                DoneFolder.Move(inbox, file);
            }
        }
    }

    private static RunRow Add(RunRow run, RunRow import) => run with
    {
        Pulled = run.Pulled + import.Pulled,
        Accepted = run.Accepted + import.Accepted,
        Duplicate = run.Duplicate + import.Duplicate,
        Quarantined = run.Quarantined + import.Quarantined,
    };

    private sealed class Relay(Action<RunCounts> report) : IProgress<RunCounts>
    {
        public void Report(RunCounts value) => report(value);
    }
}

/// <summary>What a night run works on.</summary>
public sealed record NightlyPlan
{
    public required IReadOnlyList<Rubric> Rubrics { get; init; }

    /// <summary>What the run is called in the log of runs.</summary>
    public string Kind { get; init; } = "nightly";

    /// <summary>Folders whose files are pulled; missing ones are skipped.</summary>
    public IReadOnlyList<string> Inboxes { get; init; } = [];

    public string Source { get; init; } = "files";

    public TranscriptOptions Options { get; init; } = new();
}

/// <summary>How far a night run is: work rows at its start and those behind it.</summary>
public readonly record struct NightlyProgress(long Pending, RunCounts Counts);
