using Quartz;

namespace QaAnalyzer.App.Jobs;

/// <summary>The one list of jobs and when they run. Every job is a thin class over a library call that a command can do as well.</summary>
internal static class Schedule
{
    /// <summary>Adds the scheduler and its jobs to a host.</summary>
    public static void AddTo(IServiceCollection services, Workshop workshop)
    {
        // Read here and not when the host starts: a wrong setting is refused before anything runs.
        var (nightly, intake, learning, zone) = (workshop.Settings.NightlyCron, workshop.Settings.IntakeCron, workshop.Settings.LearningCron, workshop.Settings.Zone);
        services.AddSingleton(workshop);

        // Quartz tells every step of its own start and stop.
        services.AddLogging(logging => logging.AddFilter("Quartz", LogLevel.Warning));
        services.AddQuartz(quartz =>
        {
            // A job that is told to stop gives back what it has not done.
            quartz.ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always);
            quartz.ScheduleJob<NightlyJob>(trigger => trigger
                .WithIdentity("nightly")
                .WithCronSchedule(nightly, cron => cron.InTimeZone(zone)));
            quartz.ScheduleJob<LearningJob>(trigger => trigger
                .WithIdentity("learning")
                .WithCronSchedule(learning, cron => cron.InTimeZone(zone)));
            quartz.ScheduleJob<IntakeJob>(trigger => trigger
                .WithIdentity("intake")
                .WithCronSchedule(intake, cron => cron.InTimeZone(zone)));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
