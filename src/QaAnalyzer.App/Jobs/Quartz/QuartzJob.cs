using System.Globalization;
using QaAnalyzer.Jobs;
using Quartz;

namespace QaAnalyzer.App.Jobs.Quartz;

/// <summary>Does whichever job it is asked for by its key, to the end, and starts those that follow it.</summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJob(JobRunner runner, ILogger<QuartzJob> log) : IJob
{
    private const string Tries = "tries";
    private const int Attempts = 30;

    private static readonly TimeSpan StoragePause = TimeSpan.FromSeconds(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // A job of an older or newer version of the program, which shares the tables.
        if (runner.Find(context.JobDetail.Key.Name) is not { } job) return;
        try
        {
            var report = await runner.RunAsync(job.Name, JobCall.Whole, cancellationToken);
            Tell(job, report);
            if (!report.IsComplete) return;
            foreach (var next in runner.Following(job)) await context.Scheduler.TriggerJob(QuartzTrigger.JobKeyOf(next), null, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await RetryAsync(context, job, e, cancellationToken);
        }
    }

    private void Tell(Job job, JobReport report)
    {
        foreach (var warning in report.Warnings) log.LogWarning("Job {Job}: {Warning}", job.Name, warning);
        if (report.Refusal is { } refusal) log.LogWarning("Job {Job}: {Refusal}", job.Name, refusal);
        else if (report.Lines.Count > 0) log.LogInformation("Job {Job}: {Report}", job.Name, string.Join("; ", report.Lines));
    }

    // By a start of its own at a later time, which outlives this node.
    private async Task RetryAsync(IJobExecutionContext context, Job job, Exception failure, CancellationToken cancel)
    {
        var tries = context.MergedJobDataMap.TryGetString(Tries, out var text) ? int.Parse(text!, CultureInfo.InvariantCulture) : 0;
        if (job.PauseBeforeRetry(tries) is not { } pause)
        {
            log.LogError(failure, "Job {Job} failed after {Tries} tries", job.Name, tries + 1);
            return;
        }

        log.LogWarning(failure, "Job {Job} failed; try {Try} follows in {Pause}", job.Name, tries + 2, pause);
        var clock = context.Scheduler.TimeProvider;
        var again = TriggerBuilder.Create(clock)
            .ForJob(context.JobDetail.Key)
            .UsingJobData(Tries, (tries + 1).ToString(CultureInfo.InvariantCulture))
            .StartAt(clock.GetUtcNow() + pause)
            .Build();
        await ScheduleAsync(context.Scheduler, again, cancel);
    }

    // What failed the job may keep the schedule from being written too, a database that restarts first of all.
    private static async Task ScheduleAsync(IScheduler scheduler, ITrigger again, CancellationToken cancel)
    {
        for (var left = Attempts; ; left--)
        {
            try
            {
                await scheduler.ScheduleJob(again, new ScheduleJobOptions(), CancellationToken.None);
                return;
            }
            catch (JobPersistenceException) when (left > 0)
            {
                await Task.Delay(StoragePause, scheduler.TimeProvider, cancel);
            }
        }
    }
}
