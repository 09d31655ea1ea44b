using Hangfire.Server;
using Microsoft.Extensions.Logging;
using QaAnalyzer.Jobs;
using HangfireCall = Hangfire.Common.Job;

namespace QaAnalyzer.Hangfire;

/// <summary>One call of a job by its name. What follows from its answer is decided in <see cref="JobEnding"/>.</summary>
public sealed class HangfireJob
{
    /// <summary>A third of the invisibility timeout: a slice is over long before anybody takes its node for dead.</summary>
    private static readonly TimeSpan Slice = HangfireEngine.InvisibilityTimeout / 3;

    private readonly JobRunner _runner;
    private readonly JobTurns _turns;
    private readonly ILogger<HangfireJob> _log;

    internal HangfireJob(JobRunner runner, JobTurns turns, ILogger<HangfireJob> log) => (_runner, _turns, _log) = (runner, turns, log);

    /// <summary>Null when another start of the job is at work.</summary>
    public async Task<JobReport?> RunAsync(string name, PerformContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);

        // A job of an older or newer version of the program, which shares the tables.
        if (_runner.Find(name) is not { } job) return JobReport.Nothing;
        await using var turn = await _turns.TryTakeAsync(job.Name, context.BackgroundJob.Id, cancel);
        if (turn is null) return null;
        var note = new ContinuationNote(context.Storage, context.BackgroundJob.Id, context.GetJobParameter<string?>(JobParameters.Continues));
        var report = await _runner.RunAsync(job.Name, new() { Slice = Slice, Continues = note.Continues, Progress = note }, cancel);
        if (report.IsAtWork) return null;
        foreach (var warning in report.Warnings) _log.LogWarning("Job {Job}: {Warning}", job.Name, warning);
        if (report.Refusal is { } refusal) _log.LogWarning("Job {Job}: {Refusal}", job.Name, refusal);
        else if (report.Lines.Count > 0 && report.Continues is null) _log.LogInformation("Job {Job}: {Report}", job.Name, string.Join("; ", report.Lines));
        return report;
    }

    /// <summary>The call as it stands in the queue; the queue goes with it through retries and requeues.</summary>
    internal static HangfireCall CallOf(Job job) =>
        HangfireCall.FromExpression<HangfireJob>(j => j.RunAsync(job.Name, null!, CancellationToken.None), HangfireEngine.NameOf(job.Queue));

    /// <summary>Name of the product's job that a stored call does; null for a call of something else.</summary>
    internal static string? NameIn(HangfireCall? call) => call?.Type == typeof(HangfireJob) ? call.Args[0] as string : null;
}
