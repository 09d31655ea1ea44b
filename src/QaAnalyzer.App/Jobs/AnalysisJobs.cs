using System.Globalization;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Jobs;

/// <summary>Jobs that pull and analyse; each can be done in slices.</summary>
internal static class AnalysisJobs
{
    public static async Task<JobReport> RunAsync(Workshop workshop, NightlyPlan plan, JobCall call, CancellationToken cancel)
    {
        long? continues = call.Continues is { } key ? long.Parse(key, CultureInfo.InvariantCulture) : null;
        return Tell(await workshop.Nightly.StepAsync(plan, continues, call.Slice, call.Progress is { } to ? new Relay(to) : null, cancel));
    }

    /// <summary>Between the nights: takes what lies in the inbox folders, so that a dropped file is in the queue minutes later.</summary>
    public static async Task<JobReport> IntakeAsync(Workshop workshop, JobCall call, CancellationToken cancel)
    {
        // What a paused run was taken from must not be done by another one behind its back.
        if (await workshop.Runs.AnyPausedAsync(cancel)) return JobReport.Nothing;
        if (call.Continues is null && !await workshop.Nightly.HasWorkAsync(workshop.Plan, cancel)) return JobReport.Nothing;
        return await RunAsync(workshop, workshop.Plan with { Kind = "intake" }, call, cancel);
    }

    private static JobReport Tell(RunRow run) => new()
    {
        Lines =
        [
            $"pulled {run.Pulled} = accepted {run.Accepted} + duplicate {run.Duplicate} + quarantined {run.Quarantined}",
            $"analysed {run.Analysed}, failed {run.Failed}",
        ],
        Succeeded = run.Failed == 0 && run.State != "failed",
        Run = run.Key,
        Continues = run.IsOpen ? run.Key.ToString(CultureInfo.InvariantCulture) : null,
    };

    private sealed class Relay(IProgress<JobProgress> to) : IProgress<NightlyProgress>
    {
        public void Report(NightlyProgress value) => to.Report(new(value.Counts.Analysed + value.Counts.Failed, value.Pending));
    }
}
