using System.Globalization;
using QaAnalyzer.Jobs;
using QaAnalyzer.Sources;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Jobs;

/// <summary>Jobs that pull and analyse; each can be done in slices.</summary>
internal static class AnalysisJobs
{
    public static async Task<JobReport> RunAsync(Workshop workshop, NightlyPlan plan, JobCall call, CancellationToken cancel)
    {
        var began = workshop.Clock.GetUtcNow();
        var report = await StepAsync(workshop, plan, call, cancel);
        return report with { Warnings = await FailedPullsAsync(workshop, began, cancel) };
    }

    /// <summary>Between the nights: pulls the sources that are due and takes what lies in the inbox folders, so that a dropped file is in the queue minutes later.</summary>
    public static async Task<JobReport> IntakeAsync(Workshop workshop, JobCall call, CancellationToken cancel)
    {
        // The sources have their own times; those that are not due, or failed a moment ago, are left alone.
        var plan = workshop.Plan with { Kind = "intake", PullsSources = false };
        if (call.Continues is not null) return await RunAsync(workshop, plan, call, cancel);

        // What a paused run was taken from must not be done by another one behind its back.
        if (await workshop.Runs.AnyPausedAsync(cancel)) return JobReport.Nothing;
        var began = workshop.Clock.GetUtcNow();
        await workshop.Pull.RunDueAsync(workshop.Rubrics, cancel);
        var report = await workshop.Nightly.HasWorkAsync(workshop.Plan, cancel) ? await StepAsync(workshop, plan, call, cancel) : JobReport.Nothing;
        return report with { Warnings = await FailedPullsAsync(workshop, began, cancel) };
    }

    /// <summary>All open requests of people, one after the other, each at the speed it allows.</summary>
    public static Task<JobReport> RerunAsync(Workshop workshop, JobCall call, CancellationToken cancel) =>
        AllAsync(() => workshop.Rerun.RunNextAsync(workshop.Rubrics, RunOf(call), call.Slice, RelayOf(call), cancel), "anew");

    /// <summary>What is stored gets its analyses under forms newly in use.</summary>
    public static Task<JobReport> BackfillAsync(Workshop workshop, JobCall call, CancellationToken cancel) =>
        AllAsync(() => workshop.Rerun.BackfillNextAsync(workshop.Rubrics, RunOf(call), call.Slice, RelayOf(call), cancel), "of what was stored before");

    private static async Task<JobReport> AllAsync(Func<Task<RunRow?>> nextAsync, string what)
    {
        var last = JobReport.Nothing;
        while (await nextAsync() is { } run)
        {
            last = new()
            {
                Lines = [.. last.Lines, Tell(run, what)],
                Succeeded = last.Succeeded && run.Failed == 0,
                IsComplete = !run.IsOpen,
                Run = run.Key,
                Continues = ContinuesOf(run),
            };
            if (run.IsOpen) break;
        }

        return last;
    }

    /// <summary>What a run did. One that came to its end is complete, though a person should look where conversations failed.</summary>
    internal static JobReport Tell(RunRow run) => new()
    {
        Lines =
        [
            $"pulled {run.Pulled} = accepted {run.Accepted} + duplicate {run.Duplicate} + quarantined {run.Quarantined}",
            .. run.IsOpen ? Array.Empty<string>() : [Fate(run)],
            $"analysed {run.Analysed}, failed {run.Failed}{(run.State == "cancelled" ? ", cancelled" : "")}",
        ],
        Succeeded = run.Failed == 0 && run.State != "failed",
        IsComplete = run.State == "finished",
        Run = run.Key,
        Continues = ContinuesOf(run),
    };

    private static async Task<JobReport> StepAsync(Workshop workshop, NightlyPlan plan, JobCall call, CancellationToken cancel)
    {
        var report = Tell(await workshop.Nightly.StepAsync(plan, RunOf(call), call.Slice, RelayOf(call), cancel));
        var waiting = await workshop.Reruns.WaitingBackfillsAsync(cancel);
        return report with { Lines = [.. report.Lines, .. waiting.Select(b => $"what was stored before {b.Rubric} came into use waits for the job backfill")] };
    }

    /// <summary>Sources whose pull has failed since then, by class and count: the message may name addresses and stands in <c>qa sources status</c>.</summary>
    private static async Task<IReadOnlyList<string>> FailedPullsAsync(Workshop workshop, DateTimeOffset since, CancellationToken cancel)
    {
        if (workshop.Pull.Sources.Count == 0) return [];
        var sources = await workshop.Sources.StatusAsync(cancel);
        return [.. sources.Where(s => s.FailedAt >= since).Select(Warning)];
    }

    private static string Warning(SourceStatus source)
    {
        var next = source.NextTryAt?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"the pull of {source.Source} failed: {source.ErrorClass}, {source.Failures} in a row, next try {next}");
    }

    private static string Tell(RunRow run, string what) => run is { State: "finished", Analysed: 0, Failed: 0, Message: { } message }
        ? message
        : $"analysed {run.Analysed} {what}, failed {run.Failed}{(run.State == "cancelled" ? ", cancelled" : "")}";

    private static string Fate(RunRow run) =>
        $"accepted {run.Accepted} = analysed {run.Complete} + superseded {run.Superseded} + past scores {run.Scores} + failed {run.Broken} + waiting {run.Unfinished}";

    private static long? RunOf(JobCall call) => call.Continues is { } key ? long.Parse(key, CultureInfo.InvariantCulture) : null;

    private static string? ContinuesOf(RunRow run) => run.IsOpen ? KeyText(run.Key) : null;

    private static string KeyText(long run) => run.ToString(CultureInfo.InvariantCulture);

    private static Relay? RelayOf(JobCall call) => call.Progress is { } to ? new(to) : null;

    private sealed class Relay(IProgress<JobProgress> to) : IProgress<NightlyProgress>
    {
        public void Report(NightlyProgress value) => to.Report(new(value.Counts.Analysed + value.Counts.Failed, value.Pending, KeyText(value.Run)));
    }
}
