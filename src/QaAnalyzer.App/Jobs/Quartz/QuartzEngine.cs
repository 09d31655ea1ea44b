using System.Data.Common;
using Npgsql;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;
using Quartz;

namespace QaAnalyzer.App.Jobs.Quartz;

/// <summary>
/// The default engine. On PostgreSQL all nodes share one schedule in its tables: each start happens on one of them, and what a dead node had
/// begun starts again on another. On SQLite, which one machine has for itself, the schedule lives in memory.
/// </summary>
internal sealed class QuartzEngine(ISchedulerFactory schedulers) : IJobEngine
{
    /// <summary>A node that has not shown itself for this long and the same again is taken for dead.</summary>
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(3);

    public string Name => "Quartz";

    public static void AddTo(IServiceCollection services, JobHostSettings settings)
    {
        services.AddSingleton<IJobEngine, QuartzEngine>();

        // Quartz tells every step of its own start and stop.
        services.AddLogging(logging => logging.AddFilter("Quartz", LogLevel.Warning));
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "qa";

                // A job that is told to stop gives back what it has not done.
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });

            // One thread a job: none waits for another that takes hours.
            quartz.UseDefaultThreadPool(settings.Runner.Jobs.Count);
            if (settings.Dialect == Dialect.PostgreSql) Share(quartz, services, settings.ConnectionString);
        });
        services.AddHostedService<QuartzSchedule>();
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    public async Task<DateTimeOffset?> NextAsync(Job job, CancellationToken cancel = default)
    {
        var scheduler = await schedulers.GetScheduler(cancel);
        return (await scheduler.GetTrigger(QuartzTrigger.KeyOf(job), cancel))?.NextFireTimeUtc;
    }

    public async Task StartAsync(Job job, CancellationToken cancel = default)
    {
        var scheduler = await schedulers.GetScheduler(cancel);
        await scheduler.TriggerJob(QuartzTrigger.JobKeyOf(job), null, cancel);
    }

    // A node stamps by this clock that it lives and reads the stamps of others by it, so it must be the same for all.
    private static void Share(IQuartzBuilder quartz, IServiceCollection services, string connectionString)
    {
        var clock = new DatabaseClock(cancel => OpenAsync(connectionString, cancel), TimeProvider.System);
        services.AddHostedService(host => new QuartzClock(clock, host.GetRequiredService<ILogger<QuartzClock>>()));
        quartz.UseTimeProvider(clock);
        quartz.UsePersistentStore(store => Share(store, connectionString));
    }

    private static async Task<DbConnection> OpenAsync(string connectionString, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        return connection;
    }

    private static void Share(IPersistentStoreBuilder store, string connectionString)
    {
        store.UsePostgres(NpgsqlFactory.Instance, connectionString);
        store.ProvisionSchema();
        store.ConfigureStore(options =>
        {
            options.StoreJobDataAsStrings = true;

            // A database that comes back is noticed as soon as a node that died is, and not after the usual quarter of a minute.
            options.DbRetryInterval = CheckIn;
        });
        store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (CheckIn, CheckIn));
    }
}
