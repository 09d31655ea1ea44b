using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QaAnalyzer.App.Jobs;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.App.Jobs;

/// <summary>What every job engine of this build promises, on every database that it works with.</summary>
public class JobEngineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string, string> Engines
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var engine in JobHost.Engines.Keys)
            {
                // Engines other than the default need PostgreSQL.
                foreach (var kind in Databases.Kinds.Cast<object[]>().Select(row => (string)row[0]).Where(k => engine == "Quartz" || k != "sqlite")) all.Add(engine, kind);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_job_that_is_asked_for_is_done_and_those_behind_it_follow(string engine, string kind)
    {
        await using var node = await Node.StartAsync(engine, kind);
        await node.Engine.StartAsync(node.Job("first"));
        Assert.Equal(["first", "second"], [await node.NextDoneAsync(), await node.NextDoneAsync()]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_job_at_its_end_is_followed_also_where_a_person_should_look_and_one_that_did_not_come_to_it_is_not(string engine, string kind)
    {
        await using var node = await Node.StartAsync(engine, kind);
        node.Answer("first", new() { Succeeded = false, IsComplete = false, Lines = ["the figures do not add up"] });
        await node.Engine.StartAsync(node.Job("first"));
        Assert.Equal("first", await node.NextDoneAsync());
        node.Answer("first", new() { Succeeded = false, Lines = ["analysed 3, failed 1"] });
        await node.Engine.StartAsync(node.Job("first"));
        Assert.Equal(["first", "second"], [await node.NextDoneAsync(), await node.NextDoneAsync()]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_start_that_fails_is_tried_again_as_often_as_the_job_says(string engine, string kind)
    {
        await using var node = await Node.StartAsync(engine, kind);
        node.Fail("first", times: 1);
        await node.Engine.StartAsync(node.Job("first"));
        Assert.Equal(["first failed", "first", "second"], [await node.NextDoneAsync(), await node.NextDoneAsync(), await node.NextDoneAsync()]);
        Assert.Equal([("finished", "done"), ("failed", "InvalidOperationException")], (await node.Runs.LatestAsync("first", 9)).Select(r => (r.State, r.Message!)));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_paused_job_is_not_begun_and_nothing_follows_it(string engine, string kind)
    {
        await using var node = await Node.StartAsync(engine, kind);
        await node.Control.AddAsync(new() { Job = "first", Action = RunAction.Pause, Reason = "database care", ByWhom = "li" });
        await node.Engine.StartAsync(node.Job("first"));
        await node.Engine.StartAsync(node.Job("alone"));
        Assert.Equal("alone", await node.NextDoneAsync());
        await node.Control.AddAsync(new() { Job = "first", Action = RunAction.Resume, Reason = "care is over", ByWhom = "li" });
        await node.Engine.StartAsync(node.Job("first"));
        Assert.Equal("first", await node.NextDoneAsync());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_next_start_is_on_the_clock_of_the_site_and_a_job_without_a_time_has_none(string engine, string kind)
    {
        await using var node = await Node.StartAsync(engine, kind);
        var next = await node.Engine.NextAsync(node.Job("first"));
        Assert.Equal((2, 30), (TimeZoneInfo.ConvertTime(next!.Value, Node.Zone).Hour, TimeZoneInfo.ConvertTime(next.Value, Node.Zone).Minute));
        Assert.Null(await node.Engine.NextAsync(node.Job("second")));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_job_is_started_by_the_clock(string engine, string kind)
    {
        await using var node = await Node.StartAsync(engine, kind, cronOfAlone: "*/1 * * * * ?");
        Assert.Equal("alone", await node.NextDoneAsync());
    }

    /// <summary>A host with an engine and jobs that say what they did.</summary>
    private sealed class Node : IAsyncDisposable
    {
        private readonly BlockingCollection<string> _done = [];
        private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<string, JobReport> _answers = new(StringComparer.Ordinal);
        private readonly TestDatabase _database;
        private readonly IHost _host;
        private readonly JobRunner _runner;

        private Node(TestDatabase database, string engine, string kind, string? cronOfAlone)
        {
            _database = database;
            Control = new(database.Database, TimeProvider.System);
            Runs = new(database.Database, TimeProvider.System);
            _runner = new(
                [
                    Work(new() { Name = "first", Title = new("一", "First"), What = new("一", "one"), Queue = JobQueue.Nightly, Cron = "0 30 2 * * ?", RetryAfter = [TimeSpan.Zero] }),
                    Work(new() { Name = "second", Title = new("二", "Second"), What = new("二", "two"), Queue = JobQueue.Interactive, After = "first" }),
                    Work(new() { Name = "alone", Title = new("三", "Alone"), What = new("三", "three"), Queue = JobQueue.Ingest, Cron = cronOfAlone, Missed = MissedStart.Skip }),
                ],
                Zone,
                Control,
                new(database.Database, TimeProvider.System),
                Runs,
                TimeProvider.System);
            var builder = Host.CreateEmptyApplicationBuilder(new());
            builder.Services.AddSingleton(_runner).AddSingleton(TimeProvider.System);
            JobHost.Engines[engine](builder.Services, new(_runner, kind == "sqlite" ? Dialect.Sqlite : Dialect.PostgreSql, database.ConnectionString));
            _host = builder.Build();
        }

        public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

        public RunControl Control { get; }

        public RunStore Runs { get; }

        public IJobEngine Engine => _host.Services.GetRequiredService<IJobEngine>();

        public static async Task<Node> StartAsync(string engine, string kind, string? cronOfAlone = null)
        {
            var node = new Node(await Databases.CreateAsync(kind), engine, kind, cronOfAlone);
            await node._host.StartAsync();
            return node;
        }

        public Job Job(string name) => _runner.Find(name)!;

        public void Fail(string job, int times) => _failures[job] = times;

        public void Answer(string job, JobReport report) => _answers[job] = report;

        public Task<string> NextDoneAsync() => Task.Run(() => _done.TryTake(out var said, Patience) ? said : throw new TimeoutException("no job was done"));

        public async ValueTask DisposeAsync()
        {
            await _host.StopAsync();
            _host.Dispose();
            await _database.DisposeAsync();
            _done.Dispose();
        }

        private JobWork Work(Job job) => new(job, (_, cancel) =>
        {
            if (_failures.TryGetValue(job.Name, out var left) && left > 0)
            {
                _failures[job.Name] = left - 1;
                _done.Add($"{job.Name} failed", cancel);
                throw new InvalidOperationException("as the test wants it");
            }

            _done.Add(job.Name, cancel);
            return Task.FromResult(_answers.GetValueOrDefault(job.Name) ?? new JobReport { Lines = ["done"] });
        });
    }
}
