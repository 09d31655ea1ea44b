using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QaAnalyzer.Jobs;
using Job = QaAnalyzer.Jobs.Job;

namespace QaAnalyzer.Hangfire;

/// <summary>
/// Hangfire as job engine, with its tables in the schema <c>qa_hangfire</c> of the product's PostgreSQL. A long job goes through the queue in
/// slices, each a fraction of the time after which what a dead node had begun shows itself to others again.
/// </summary>
public sealed class HangfireEngine(IBackgroundJobClient client, JobStorage storage) : IJobEngine
{
    public const string Schema = "qa_hangfire";

    /// <summary>A living node renews this while it works, so a call that cannot be cut may take longer.</summary>
    internal static readonly TimeSpan InvisibilityTimeout = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan SchedulePolling = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan QueuePolling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ServerBeat = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ServerSilence = TimeSpan.FromSeconds(30);

    public string Name => "Hangfire";

    public string Dashboard => HangfireDashboard.Path;

    /// <summary>Everything is resolved from the host's own services: several hosts may live in one process.</summary>
    public static void AddTo(IServiceCollection services, JobHostSettings settings)
    {
        services.AddSingleton<IJobEngine, HangfireEngine>();
        services.AddSingleton<JobStorage>(_ => Open(settings.ConnectionString));
        services.AddSingleton<JobActivator>(host => new AspNetCoreJobActivator(host.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<IJobFilterProvider>(host => Filters(host, settings.Runner));
        services.AddSingleton(host => new JobTurns(host.GetRequiredService<JobStorage>(), settings.ConnectionString));
        services.AddTransient(host => new HangfireJob(settings.Runner, host.GetRequiredService<JobTurns>(), host.GetRequiredService<ILogger<HangfireJob>>()));

        // Hangfire tells every step of its own start and stop, and a failed job as an error of its own.
        services.AddLogging(logging => logging.AddFilter("Hangfire", LogLevel.Warning));
        services.AddHangfire(configuration => configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        HangfireDashboard.AddTo(services);
        services.AddHostedService<HangfireSchedule>();
        foreach (var queue in settings.Runner.Jobs.GroupBy(job => job.Queue)) services.AddHangfireServer(options => Serve(options, queue.Key, queue.Count()));
    }

    public Task<DateTimeOffset?> NextAsync(Job job, CancellationToken cancel = default)
    {
        using var connection = storage.GetConnection();
        var next = connection.GetRecurringJobs([job.Name]).FirstOrDefault()?.NextExecution;
        return Task.FromResult<DateTimeOffset?>(next is { } time ? new(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null);
    }

    public Task StartAsync(Job job, CancellationToken cancel = default)
    {
        client.Create(HangfireJob.CallOf(job), new EnqueuedState());
        return Task.CompletedTask;
    }

    /// <summary>As Hangfire wants it: lower case.</summary>
    internal static string NameOf(JobQueue queue) => queue.ToString().ToLowerInvariant();

    private static PostgreSqlStorage Open(string connectionString)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = Schema,
            InvisibilityTimeout = InvisibilityTimeout,
            UseSlidingInvisibilityTimeout = true,
            QueuePollInterval = QueuePolling,

            // A database that cannot be reached is told at once, as everywhere else.
            StartupConnectionMaxRetries = 0,
            AllowDegradedModeWithoutStorage = false,
        };
        return new(new NpgsqlConnectionFactory(connectionString, options), options);
    }

    // Not the global list: its standard retries would work against the job's own. Asked in this order: what follows a job must be told of its
    // ending after that is decided.
    private static JobFilterCollection Filters(IServiceProvider host, JobRunner runner)
    {
        var followers = new JobFollowers(runner, host);
        return new()
        {
            new JobEnding(runner, followers, host.GetRequiredService<ILogger<JobEnding>>()),
            followers,
            new StatisticsHistoryAttribute(),
            new ContinuationsSupportAttribute(),
        };
    }

    // One thread a job of the queue: none waits for another that takes hours.
    private static void Serve(BackgroundJobServerOptions options, JobQueue queue, int workers)
    {
        options.ServerName = $"{Environment.MachineName}:{Environment.ProcessId}:{NameOf(queue)}";
        options.Queues = [NameOf(queue)];
        options.WorkerCount = workers;
        options.SchedulePollingInterval = SchedulePolling;
        options.HeartbeatInterval = ServerBeat;
        options.ServerCheckInterval = ServerBeat;
        options.ServerTimeout = ServerSilence;
    }
}
