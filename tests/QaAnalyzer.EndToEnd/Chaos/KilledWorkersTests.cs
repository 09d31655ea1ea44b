using System.Diagnostics;
using System.Globalization;
using QaAnalyzer.App.Jobs;
using Xunit.Abstractions;

namespace QaAnalyzer.EndToEnd.Chaos;

public class KilledWorkersTests(ITestOutputHelper output)
{
    private const int Rubrics = 2;
    private const int Kills = 20;
    private const int Seed = 20260305;

    /// <summary>Fewer under CI, where machines are slow and every engine has its turn: the kills are as many.</summary>
    private static int Conversations =>
        Environment.GetEnvironmentVariable("QA_CHAOS_CONVERSATIONS") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture)
        : Environment.GetEnvironmentVariable("CI") == "true" ? 5_000
        : 50_000;

    /// <summary>Generous: a machine may be slow and shared; what it took is in the output of the test.</summary>
    private static TimeSpan Patience => TimeSpan.FromMinutes(3) + TimeSpan.FromMilliseconds(10 * Conversations);

    /// <summary>Job engines of this build.</summary>
    public static TheoryData<string> Engines => [.. JobHost.Engines.Keys];

    [PostgresTheory]
    [MemberData(nameof(Engines))]
    public async Task Killed_at_twenty_moments_two_workers_and_their_database_lose_nothing_and_do_nothing_twice(string engine)
    {
        await using var postgres = await PrivatePostgres.CreateAsync();
        using var fleet = new Fleet(postgres.ConnectionString, engine);
        fleet.Fill(Conversations);
        for (var i = 0; i < fleet.Size; i++) fleet.Start(i);

        var began = Stopwatch.GetTimestamp();
        var random = new Random(Seed);
        var databaseAt = random.Next(Kills / 4, Kills * 3 / 4);
        var worst = TimeSpan.Zero;
        foreach (var (kill, moment) in Moments(random).Index())
        {
            await Eventually.BecomesAsync(async () => await ProgressAsync(postgres) >= moment, $"step {moment}", Patience);
            var before = await ProgressAsync(postgres);
            int? victim = kill == databaseAt ? null : random.Next(fleet.Size);
            var killed = Stopwatch.GetTimestamp();
            await KillAsync(postgres, fleet, victim);
            var up = Stopwatch.GetTimestamp();
            await Eventually.BecomesAsync(async () => await ProgressAsync(postgres) > before || await IsDoneAsync(postgres, fleet), "progress", Patience);
            var resumed = Stopwatch.GetTimestamp();
            if (victim is { } worker) up = Math.Min(fleet.ReadyAt(worker) ?? resumed, resumed);
            var pause = Stopwatch.GetElapsedTime(up, resumed);
            output.WriteLine($"step {before}: {(victim is null ? "database" : $"worker {victim}")} killed, progress {pause.TotalSeconds:0.0} s after it was up again, "
                + $"{Stopwatch.GetElapsedTime(killed, resumed).TotalSeconds:0.0} s after the kill");
            if (pause > worst) worst = pause;
        }

        await Eventually.BecomesAsync(() => IsDoneAsync(postgres, fleet), "the end", Patience);
        output.WriteLine($"{engine}: {Conversations} conversations, {Kills} kills, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s; longest pause behind a restart {worst.TotalSeconds:0.0} s");
        Assert.InRange(worst, TimeSpan.Zero, BackWithin(engine));
        await AssertWholeAsync(postgres);
        await Eventually.BecomesAsync(async () => await postgres.CountAsync("runs WHERE kind = 'report' AND state = 'finished'") > 0, "the report behind the night run", Patience);
    }

    /// <summary>
    /// From the moment at which what was killed is up again (a worker has said that it is ready, the database answers) to the next row that is done by
    /// any node. So what a busy machine needs to start a process does not count; work that went on before that is no pause. Quartz takes over what a
    /// dead node had begun within ten seconds, other engines within about a minute.
    /// </summary>
    private static TimeSpan BackWithin(string engine) => TimeSpan.FromSeconds(engine == "Quartz" ? 15 : 120);

    /// <summary>In steps: a conversation stored is one, and an analysis is one.</summary>
    private static List<long> Moments(Random random) =>
        [.. Enumerable.Range(0, Kills).Select(_ => random.NextInt64(1, Conversations * (Rubrics + 1L) * 9 / 10)).Order()];

    private static async Task KillAsync(PrivatePostgres postgres, Fleet fleet, int? worker)
    {
        if (worker is { } one)
        {
            await fleet.KillAsync(one);
            fleet.Start(one);
            return;
        }

        await postgres.KillAsync();
        await postgres.StartAsync();
    }

    /// <summary>Nothing waits, no run is open, all files are put away, and runs that died while they pulled are closed with what they had.</summary>
    private static async Task<bool> IsDoneAsync(PrivatePostgres postgres, Fleet fleet) =>
        await ProgressAsync(postgres) >= Conversations * (Rubrics + 1L)
        && await postgres.CountAsync("work") == 0
        && Directory.GetFiles(fleet.Inbox).Length == 0
        && await postgres.CountAsync("runs WHERE state IN ('running', 'paused') AND pulled + planned > 0") == 0
        && await postgres.NumberAsync("SELECT COALESCE(sum(accepted), 0) FROM runs WHERE kind = 'nightly'") >= Conversations;

    private static async Task<long> ProgressAsync(PrivatePostgres postgres) => await postgres.NumberAsync(
        "SELECT (SELECT count(*) FROM conversations) + (SELECT COALESCE(sum(analysed), 0) FROM run_shares)");

    private static async Task AssertWholeAsync(PrivatePostgres postgres)
    {
        Assert.Equal(Conversations, await postgres.CountAsync("conversations WHERE is_current"));
        Assert.Equal(Conversations, await postgres.CountAsync("conversations"));
        Assert.Equal(Conversations * Rubrics, await postgres.CountAsync("(SELECT DISTINCT conversation_key, rubric FROM analyses WHERE is_current) AS a"));
        Assert.Equal(Conversations * Rubrics, await postgres.CountAsync("analyses"));
        Assert.Equal(Conversations * Rubrics, await postgres.CountAsync("review_items WHERE state = 'pending'"));
        Assert.Equal(Conversations * Rubrics, await postgres.NumberAsync("SELECT sum(analysed) FROM run_shares"));
        Assert.Equal(Conversations, await postgres.NumberAsync("SELECT sum(accepted) FROM runs WHERE kind = 'nightly'"));
        Assert.Equal(0, await postgres.CountAsync(
            """
            runs r WHERE kind = 'nightly' AND state IN ('finished', 'failed') AND NOT (
                pulled = accepted + duplicate + quarantined
                AND accepted = (SELECT count(*) FROM conversations c WHERE c.run_key = r.key)
                AND accepted = complete + superseded + broken + unfinished)
            """));
        Assert.NotEqual(0, await postgres.CountAsync("(SELECT run_key FROM run_shares WHERE analysed > 0 GROUP BY run_key HAVING count(*) > 1) AS shared"));
    }
}
