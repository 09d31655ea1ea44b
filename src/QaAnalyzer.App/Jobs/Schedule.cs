using Quartz;

namespace QaAnalyzer.App.Jobs;

/// <summary>The one list of jobs and when they run. Every job is a thin class over a library call that a command can do as well.</summary>
internal static class Schedule
{
    /// <summary>Adds the scheduler and its jobs to a host.</summary>
    public static void AddTo(IServiceCollection services, Workshop workshop)
    {
        services.AddSingleton(workshop);
        services.AddQuartz(quartz =>
        {
            quartz.ScheduleJob<NightlyJob>(trigger => trigger
                .WithIdentity("nightly")
                .WithCronSchedule(workshop.Settings.NightlyCron, cron => cron.InTimeZone(workshop.Settings.Zone)));
            quartz.ScheduleJob<IntakeJob>(trigger => trigger
                .WithIdentity("intake")
                .WithCronSchedule(workshop.Settings.IntakeCron, cron => cron.InTimeZone(workshop.Settings.Zone)));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
