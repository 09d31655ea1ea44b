using QaAnalyzer.Jobs;
using Quartz;

namespace QaAnalyzer.App.Jobs.Quartz;

/// <summary>Brings the stored schedule in line with the list of jobs and the settings when a node starts.</summary>
internal sealed class QuartzSchedule(ISchedulerFactory schedulers, JobRunner runner) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var job in runner.Jobs)
        {
            await scheduler.AddJob(QuartzTrigger.DetailOf(job), AddJobOptions.Replacing, cancellationToken);
            var stored = await scheduler.GetTrigger(QuartzTrigger.KeyOf(job), cancellationToken);
            if (job.Cron is null)
            {
                if (stored is not null) await scheduler.UnscheduleJob(stored.Key, cancellationToken);
            }
            else if (!QuartzTrigger.Says(stored, job, runner.Zone))
            {
                await scheduler.ScheduleJob(QuartzTrigger.Of(job, runner.Zone, scheduler.TimeProvider), ScheduleJobOptions.Replacing, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
