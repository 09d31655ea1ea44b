using QaAnalyzer.Jobs;
using Quartz;

namespace QaAnalyzer.App.Jobs.Quartz;

/// <summary>A job's times as Quartz has them.</summary>
internal static class QuartzTrigger
{
    public static JobKey JobKeyOf(Job job) => new(job.Name);

    public static TriggerKey KeyOf(Job job) => new(job.Name);

    public static IJobDetail DetailOf(Job job) => JobBuilder.Create<QuartzJob>()
        .WithIdentity(JobKeyOf(job))
        .StoreDurably()
        .RequestRecovery()
        .Build();

    /// <summary>
    /// The times of a scheduled job on the clock of the site. An hour that summer time skips is made up for at its end, and one that it repeats
    /// counts once.
    /// </summary>
    public static ITrigger Of(Job job, TimeZoneInfo zone, TimeProvider clock) => TriggerBuilder.Create(clock)
        .WithIdentity(KeyOf(job))
        .ForJob(JobKeyOf(job))
        .WithSchedule(CronScheduleBuilder.Create(job.Cron!).InTimeZone(zone).WithMisfireInstruction(MissedOf(job)))
        .Build();

    /// <summary>True when a stored trigger says the same: it is left alone then, since a new one would forget a start that was missed.</summary>
    public static bool Says(ITrigger? stored, Job job, TimeZoneInfo zone) =>
        stored is ICronTrigger cron && cron.CronExpressionString == job.Cron && cron.TimeZone.Id == zone.Id && cron.MisfireInstruction == MissedOf(job);

    private static CronTriggerMisfireInstruction MissedOf(Job job) =>
        job.Missed == MissedStart.Once ? CronTriggerMisfireInstruction.FireAndProceed : CronTriggerMisfireInstruction.DoNothing;
}
