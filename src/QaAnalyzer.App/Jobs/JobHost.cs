using QaAnalyzer.App.Jobs.Quartz;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Jobs;

/// <summary>Puts the jobs and the engine that <c>QA_Jobs__Engine</c> names into a host, for pages and for workers.</summary>
internal static class JobHost
{
    /// <summary>Engines of this build. Each adds an <see cref="IJobEngine"/> and the services that start the jobs.</summary>
    public static IReadOnlyDictionary<string, Action<IServiceCollection, JobHostSettings>> Engines { get; } =
        new Dictionary<string, Action<IServiceCollection, JobHostSettings>>(StringComparer.OrdinalIgnoreCase)
        {
            ["Quartz"] = QuartzEngine.AddTo,
#if HANGFIRE
            ["Hangfire"] = Hangfire.HangfireEngine.AddTo,
#endif
        };

    /// <param name="services">Of the host.</param>
    /// <param name="workshop">What the jobs work with.</param>
    /// <param name="role"><c>web</c> or <c>worker</c>.</param>
    /// <exception cref="CommandException">A setting cannot be used.</exception>
    public static void AddTo(IServiceCollection services, Workshop workshop, string role)
    {
        // Read here and not when the host starts: a wrong setting is refused before anything runs.
        var runner = JobList.Of(workshop);
        var add = Find(workshop.Settings.JobEngine, workshop.Database.Dialect);
        services.AddHostedService(host => new NodeBeat(
            new(workshop.Database, workshop.Clock), role, host.GetRequiredService<IJobEngine>(), workshop.Clock, host.GetRequiredService<ILogger<NodeBeat>>()));
        services.AddHostedService(host => new NodeHelp(workshop.Help, workshop.Clock, host.GetRequiredService<ILogger<NodeHelp>>()));
        add(services.AddSingleton(runner), new(runner, workshop.Database.Dialect, workshop.ConnectionString));
    }

    /// <summary>What adds an engine to a host.</summary>
    /// <exception cref="CommandException">This build or this database has no such engine.</exception>
    public static Action<IServiceCollection, JobHostSettings> Find(string engine, Dialect dialect)
    {
        if (!Engines.TryGetValue(engine, out var add))
        {
            var built = engine.Equals("Hangfire", StringComparison.OrdinalIgnoreCase) ? " Hangfire comes with a build with -p:Hangfire=true." : "";
            throw new CommandException($"QA_Jobs__Engine names no job engine of this build: \"{engine}\".{built} Use {string.Join(" or ", Engines.Keys)}.");
        }

        if (dialect == Dialect.Sqlite && !engine.Equals("Quartz", StringComparison.OrdinalIgnoreCase))
            throw new CommandException($"QA_Jobs__Engine={engine} needs PostgreSQL: set QA_ConnectionStrings__Database to one (Host=…;Database=…), or leave QA_Jobs__Engine away.");
        return add;
    }
}
