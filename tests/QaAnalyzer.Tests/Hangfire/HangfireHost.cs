using System.Globalization;
using Hangfire;
using Hangfire.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.App;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.Hangfire;
using QaAnalyzer.Jobs;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.App;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;
using Job = QaAnalyzer.Jobs.Job;

namespace QaAnalyzer.Tests.Hangfire;

/// <summary>The real pages with Hangfire over a fresh PostgreSQL database; the test says what its jobs do. For a lead <c>demo</c> and <c>ops</c>.</summary>
internal sealed class HangfireHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly TestDatabase _database;

    private HangfireHost(TestDatabase database, Func<JobCall, CancellationToken, Task<JobReport>> work, IReadOnlyList<TimeSpan> retryAfter)
    {
        _database = database;
        Runs = new(database.Database, TimeProvider.System);
        var runner = new JobRunner(
            [
                new(new() { Name = "night", Title = new("夜班", "Night shift"), What = new("夜", "night"), Queue = JobQueue.Nightly, KeepsRuns = true, RetryAfter = retryAfter }, work),
                new(new() { Name = "morning", Title = new("早班", "Morning shift"), What = new("早", "morning"), Queue = JobQueue.Interactive, After = "night" }, (_, _) => Task.FromResult(JobReport.Nothing)),
            ],
            TimeZoneInfo.Utc,
            new(database.Database, TimeProvider.System),
            new(database.Database, TimeProvider.System),
            Runs,
            TimeProvider.System);
        App = WebHost.Build(new()
        {
            Database = database.Database,
            Rubrics = new RubricCatalog([ReviewSamples.Rubric]),
            PipelineOf = (rubric, _) => Task.FromResult(new AnalysisPipeline(rubric, [])),
            ActiveRubrics = [ReviewSamples.RubricId],
            Urls = "http://127.0.0.1:0",
            DemoAccount = new(PagesHost.Lead, PagesHost.Password),
            AddServices = services => HangfireEngine.AddTo(services.AddSingleton(runner), new(runner, Dialect.PostgreSql, database.ConnectionString)),
        });
        Night = runner.Jobs[0];
    }

    /// <summary>True where the environment names a PostgreSQL server; Hangfire works with nothing else.</summary>
    public static bool IsPossible => Databases.Kinds.Cast<object[]>().Any(row => (string)row[0] == "postgresql");

    public WebApplication App { get; }

    public RunStore Runs { get; }

    public Job Night { get; }

    public Uri Address => new(App.Urls.First());

    public static async Task<HangfireHost> StartAsync(Func<JobCall, CancellationToken, Task<JobReport>> work, params IReadOnlyList<TimeSpan> retryAfter)
    {
        var host = new HangfireHost(await Databases.CreateAsync("postgresql"), work, retryAfter);
        await host.App.StartAsync();
        await host.App.Services.GetRequiredService<AccountStore>().AddAsync(
            new() { Name = "ops", DisplayName = "ops", PasswordHash = "", Role = Roles.Operations }, PagesHost.Password);
        return host;
    }

    /// <summary>Starts the job and returns the id of the start.</summary>
    public string Start() => App.Services.GetRequiredService<IBackgroundJobClient>().Create(HangfireJob.CallOf(Night), new global::Hangfire.States.EnqueuedState());

    /// <summary>Waits until a start is in a state.</summary>
    public async Task UntilAsync(string start, string state)
    {
        using var connection = App.Services.GetRequiredService<JobStorage>().GetConnection();
        var until = TimeProvider.System.GetTimestamp();
        while (connection.GetStateData(start)?.Name != state)
        {
            if (TimeProvider.System.GetElapsedTime(until) > Patience) throw new TimeoutException($"the start is {connection.GetStateData(start)?.Name}, not {state}");
            await Task.Delay(100);
        }
    }

    /// <summary>Id of what stands behind a start: it is made right after it.</summary>
    public static string Behind(string start) => $"{long.Parse(start, CultureInfo.InvariantCulture) + 1}";

    /// <summary>Null while there is none.</summary>
    public string? StateOf(string start)
    {
        using var connection = App.Services.GetRequiredService<JobStorage>().GetConnection();
        return connection.GetStateData(start)?.Name;
    }

    /// <summary>The states that a start went through, the first one first.</summary>
    public IReadOnlyList<string> History(string start) =>
        [.. App.Services.GetRequiredService<JobStorage>().GetMonitoringApi().JobDetails(start).History.Select(h => h.StateName).Reverse()];

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _database.DisposeAsync();
    }
}

/// <summary>A test that needs PostgreSQL; said to be skipped where none is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (!HangfireHost.IsPossible) Skip = "QA_TEST_POSTGRES names no server";
    }
}
