using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Jobs;

/// <summary>Jobs around the analysis: learning, reports, and care for what is stored.</summary>
internal static class CareJobs
{
    public static async Task<JobReport> LearnAsync(Workshop workshop, JobCall call, CancellationToken cancel)
    {
        var steps = await workshop.Learning.RunAsync(workshop.Rubrics, cancel);
        return new() { Lines = [.. steps.Select(s => $"{s.Rubric}\t{s.Step}\t{s.Outcome}\t{s.Scorer ?? "-"}\t{s.Reason.En}")] };
    }

    public static async Task<JobReport> ReportAsync(Workshop workshop, JobCall call, CancellationToken cancel)
    {
        var rows = await workshop.Reports.WriteAsync(cancel);
        return new() { Lines = [.. rows.Select(r => r.ToString())], Run = rows.Count > 0 ? rows[0].RunKey : null };
    }

    public static async Task<JobReport> MakePartitionsAsync(Workshop workshop, JobCall call, CancellationToken cancel) =>
        new() { Lines = [$"made {await workshop.Partitions.EnsureAsync(cancel)} months"] };

    /// <summary>Comes round every few minutes, so a run is kept only of what did something.</summary>
    public static async Task<JobReport> KeepWordsAsync(Workshop workshop, JobCall call, CancellationToken cancel)
    {
        var done = await workshop.Words.RunAsync(cancel);
        if (done is { Moved: 0, Filled: 0 }) return JobReport.Nothing;
        var line = $"moved {done.Moved}, filled {done.Filled}";
        var run = new RunRow { Key = await workshop.Runs.StartAsync("words", cancel), Kind = "words", Node = WorkerProcess.Current, State = "finished" };
        await workshop.Runs.ReportAsync(run with { Message = line, FinishedAt = workshop.Clock.GetUtcNow() }, CancellationToken.None);
        return new() { Lines = [line], Run = run.Key };
    }

    public static async Task<JobReport> DropOldMonthsAsync(Workshop workshop, JobCall call, CancellationToken cancel)
    {
        if (workshop.Settings.RetentionMonths is not { } months) return new() { Lines = ["everything is kept: QA_Retention__Months is not set"] };
        var dropped = await workshop.Partitions.DropAsync(workshop.Clock.GetUtcNow().AddMonths(-months), cancel);
        return new() { Lines = dropped.Count > 0 ? [.. dropped.Select(d => d.ToString())] : ["nothing is that old"] };
    }
}
