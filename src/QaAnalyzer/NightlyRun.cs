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
    public async Task<bool> HasWorkAsync(NightlyPlan plan, CancellationToken cancel = default) =>
        plan.Inboxes.Where(Directory.Exists).Any(inbox => Directory.EnumerateFiles(inbox).Any())
        || await work.PendingAsync([.. plan.Rubrics.Select(r => r.Id)], cancel) > 0;

    public async Task<RunRow> RunAsync(NightlyPlan plan, IProgress<NightlyProgress>? progress = null, CancellationToken cancel = default)
    {
        var key = await runs.StartAsync(plan.Kind, cancel);
        var run = new RunRow { Key = key, Kind = plan.Kind, Node = Environment.MachineName, State = "running" };
        try
        {
            run = await PullAsync(run, plan, cancel);
            foreach (var rubric in plan.Rubrics) await work.CoverAsync(rubric.Id, cancel);
            var pending = await work.PendingAsync([.. plan.Rubrics.Select(r => r.Id)], cancel);
            var before = new RunCounts(0, 0);
            foreach (var rubric in plan.Rubrics)
            {
                var soFar = before;
                var counts = await runner.RunAsync(rubric, key, new Relay(c => progress?.Report(new(pending, soFar + c))), cancel);
                before += counts;
                await queue.FillAsync(rubric.Id, cancel);
            }

            run = run with { Analysed = before.Analysed, Failed = before.Failed, State = "finished" };
            return run = run with { FinishedAt = clock.GetUtcNow() };
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

    private async Task<RunRow> PullAsync(RunRow run, NightlyPlan plan, CancellationToken cancel)
    {
        foreach (var inbox in plan.Inboxes.Where(Directory.Exists))
        {
            foreach (var file in Directory.GetFiles(inbox).Order(StringComparer.Ordinal))
            {
                var import = await importer.ImportAsync([file], plan.Source, plan.Options, [.. plan.Rubrics.Select(r => r.Id)], null, cancel);
                run = run with
                {
                    Pulled = run.Pulled + import.Pulled,
                    Accepted = run.Accepted + import.Accepted,
                    Duplicate = run.Duplicate + import.Duplicate,
                    Quarantined = run.Quarantined + import.Quarantined,
                };
                MoveToDone(inbox, file);
            }
        }

        return run;
    }

    /// <summary>Only after its rows are committed: a crash before the move imports the file again, as duplicates.</summary>
    private static void MoveToDone(string inbox, string file)
    {
        var done = Directory.CreateDirectory(Path.Combine(inbox, "done")).FullName;
        File.Move(file, Path.Combine(done, Path.GetFileName(file)), overwrite: true);
    }

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
