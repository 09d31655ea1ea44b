using QaAnalyzer.App.Jobs.Quartz;
using QaAnalyzer.Jobs;

namespace QaAnalyzer.App.Jobs;

/// <summary>Puts the jobs and the engine that <c>QA_Jobs__Engine</c> names into a host, for pages and for workers.</summary>
internal static class JobHost
{
    /// <summary>Engines of this build. Each adds an <see cref="IJobEngine"/> and the services that start the jobs.</summary>
    public static IReadOnlyDictionary<string, Action<IServiceCollection, JobHostSettings>> Engines { get; } =
        new Dictionary<string, Action<IServiceCollection, JobHostSettings>>(StringComparer.OrdinalIgnoreCase)
        {
            ["Quartz"] = QuartzEngine.AddTo,
        };

    /// <param name="services">Of the host.</param>
    /// <param name="workshop">What the jobs work with.</param>
    /// <param name="role"><c>web</c> or <c>worker</c>.</param>
    /// <exception cref="CommandException">A setting cannot be used.</exception>
    public static void AddTo(IServiceCollection services, Workshop workshop, string role)
    {
        // Read here and not when the host starts: a wrong setting is refused before anything runs.
        var runner = JobList.Of(workshop);
        if (!Engines.TryGetValue(workshop.Settings.JobEngine, out var add))
            throw new CommandException($"QA_Jobs__Engine names no job engine of this build: \"{workshop.Settings.JobEngine}\". Use {string.Join(" or ", Engines.Keys)}.");
        services.AddHostedService(host => new NodeBeat(
            new(workshop.Database, workshop.Clock), role, host.GetRequiredService<IJobEngine>(), workshop.Clock, host.GetRequiredService<ILogger<NodeBeat>>()));
        services.AddHostedService(host => new NodeHelp(workshop.Help, workshop.Clock, host.GetRequiredService<ILogger<NodeHelp>>()));
        add(services.AddSingleton(runner), new(runner, workshop.Database.Dialect, workshop.ConnectionString));
    }
}
