using Dapper;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Jobs;

public class JobRunnerTests
{
    private static readonly Job Night = new()
    {
        Name = "night",
        Title = new("夜班", "Night shift"),
        What = new("夜", "night"),
        Queue = JobQueue.Nightly,
        KeepsRuns = true,
        RetryAfter = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)],
    };

    [Fact]
    public async Task A_pause_keeps_a_job_from_being_begun_but_not_from_going_on()
    {
        await using var database = await Databases.CreateAsync("sqlite");
        var control = new RunControl(database.Database, TimeProvider.System);
        var continued = new List<string?>();
        var runner = new JobRunner(
            [new(Night, (call, _) => Do(call))], TimeZoneInfo.Utc, control, new(database.Database, TimeProvider.System), new(database.Database, TimeProvider.System), TimeProvider.System);
        await control.AddAsync(new() { Job = "night", Action = RunAction.Pause, Reason = "database care", ByWhom = "li" });
        var begun = await runner.RunAsync("night", JobCall.Whole, CancellationToken.None);
        Assert.Contains("paused by li: database care", begun.Refusal, StringComparison.Ordinal);
        var next = await runner.RunAsync("night", new() { Continues = "7" }, CancellationToken.None);
        Assert.Null(next.Refusal);
        Assert.Equal(["7"], continued);

        Task<JobReport> Do(JobCall call)
        {
            continued.Add(call.Continues);
            return Task.FromResult(JobReport.Nothing);
        }
    }

    [Theory]
    [MemberData(nameof(Databases.Kinds), MemberType = typeof(Databases))]
    public async Task A_job_that_is_at_work_is_not_begun_a_second_time_and_the_refusal_names_the_node(string kind)
    {
        await using var database = await Databases.CreateAsync(kind);
        var (begun, mayEnd) = (new TaskCompletionSource(), new TaskCompletionSource());
        var here = RunnerOf(database, async _ =>
        {
            begun.SetResult();
            await mayEnd.Task;
        });
        var first = here.RunAsync("night", JobCall.Whole, CancellationToken.None);
        await begun.Task;
        var elsewhere = RunnerOf(database, _ => throw new InvalidOperationException("it was begun twice"));
        var second = await elsewhere.RunAsync("night", JobCall.Whole, CancellationToken.None);
        Assert.True(second is { IsAtWork: true, Succeeded: false });
        Assert.Equal($"night is at work on node {WorkerProcess.Current}; the page Jobs shows how far it is", second.Refusal);
        mayEnd.SetResult();
        Assert.True((await first).Succeeded);
        Assert.True((await RunnerOf(database, _ => Task.CompletedTask).RunAsync("night", JobCall.Whole, CancellationToken.None)).Succeeded);
    }

    [Theory]
    [MemberData(nameof(Databases.Kinds), MemberType = typeof(Databases))]
    public async Task What_a_node_held_that_does_not_renew_it_is_begun_when_its_lease_ends(string kind)
    {
        await using var database = await Databases.CreateAsync(kind);
        var soon = database.Database.Sql(sqlite: "@soon", postgreSql: "now() + interval '1 second'");
        await using (var connection = await database.Database.OpenAsync())
        {
            await connection.ExecuteAsync(
                $"INSERT INTO job_leases (job, holder, leased_until) VALUES ('night', 'another-machine/7/0#1', {soon})", new { soon = TimeProvider.System.GetUtcNow().AddSeconds(1) });
        }

        Assert.True((await RunnerOf(database, _ => Task.CompletedTask).RunAsync("night", JobCall.Whole, CancellationToken.None)).Succeeded);
    }

    [Theory]
    [MemberData(nameof(Databases.Kinds), MemberType = typeof(Databases))]
    public async Task A_node_whose_lease_has_gone_to_another_gives_the_job_up(string kind)
    {
        await using var database = await Databases.CreateAsync(kind);
        var begun = new TaskCompletionSource();
        var here = RunnerOf(database, WaitAsync);
        var first = here.RunAsync("night", JobCall.Whole, CancellationToken.None);
        await begun.Task;
        await using (var connection = await database.Database.OpenAsync())
        {
            await connection.ExecuteAsync("UPDATE job_leases SET holder = 'another-machine/7/0#1'");
        }

        Assert.True((await first).IsAtWork);

        Task WaitAsync(CancellationToken cancel)
        {
            begun.SetResult();
            return Task.Delay(Timeout.Infinite, cancel);
        }
    }

    [Fact]
    public void A_job_is_tried_again_as_often_as_it_has_pauses()
    {
        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), null], Enumerable.Range(0, 3).Select(Night.PauseBeforeRetry));
        Assert.Null((Night with { RetryAfter = [] }).PauseBeforeRetry(0));
    }

    private static JobRunner RunnerOf(TestDatabase database, Func<CancellationToken, Task> work)
    {
        return new(
            [new(Night, DoAsync)],
            TimeZoneInfo.Utc,
            new(database.Database, TimeProvider.System),
            new(database.Database, TimeProvider.System),
            new(database.Database, TimeProvider.System),
            TimeProvider.System);

        async Task<JobReport> DoAsync(JobCall call, CancellationToken cancel)
        {
            await work(cancel);
            return JobReport.Nothing;
        }
    }
}
