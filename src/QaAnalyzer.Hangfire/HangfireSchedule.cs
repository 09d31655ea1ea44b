using Hangfire;
using Microsoft.Extensions.Hosting;
using QaAnalyzer.Jobs;

namespace QaAnalyzer.Hangfire;

/// <summary>Brings the recurring jobs in line with the list of jobs and the settings when a node starts; one that says the same is left as it is.</summary>
internal sealed class HangfireSchedule(IRecurringJobManager recurring, JobRunner runner) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var job in runner.Jobs)
        {
            if (job.Cron is null) recurring.RemoveIfExists(job.Name);
            else recurring.AddOrUpdate(job.Name, HangfireJob.CallOf(job), job.Cron, OptionsOf(job));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private RecurringJobOptions OptionsOf(Job job) => new()
    {
        TimeZone = runner.Zone,
        MisfireHandling = job.Missed == MissedStart.Once ? MisfireHandlingMode.Relaxed : MisfireHandlingMode.Ignorable,
    };
}
