using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.Storage;

public class RunStoreTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_run_is_listed_as_it_was_reported_last(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.Runs.StartAsync("import");
        var key = await night.Runs.StartAsync("nightly");
        var started = Assert.Single(await night.Runs.LatestAsync(1));
        Assert.Equal((key, "nightly", "running", night.Clock.GetUtcNow()), (started.Key, started.Kind, started.State, started.StartedAt));

        night.Clock.Move(TimeSpan.FromSeconds(90));
        var ended = started with
        {
            State = "failed",
            Pulled = 6,
            Accepted = 3,
            Duplicate = 2,
            Quarantined = 1,
            Analysed = 4,
            Failed = 2,
            Message = "IOException",
            FinishedAt = night.Clock.GetUtcNow(),
        };
        ended = await night.Runs.ReportAsync(ended);
        Assert.Equal(ended, (await night.Runs.LatestAsync(5))[0]);
        Assert.Equal(["nightly", "import"], (await night.Runs.LatestAsync(5)).Select(r => r.Kind));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_run_whose_process_is_gone_is_closed_when_the_next_one_starts(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var killed = await night.Runs.StartAsync("nightly");
        await night.ExecuteAsync($"UPDATE runs SET node = '{Environment.MachineName}/{int.MaxValue}/0' WHERE key = {killed}");
        var alive = await night.Runs.StartAsync("import");
        await night.Runs.StartAsync("intake");
        var runs = (await night.Runs.LatestAsync(10)).ToDictionary(r => r.Key);
        Assert.Equal(("failed", "ProcessEnded", night.Clock.GetUtcNow()), (runs[killed].State, runs[killed].Message, runs[killed].FinishedAt));
        Assert.Equal((Environment.MachineName, "running"), (runs[alive].Machine, runs[alive].State));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_record_in_quarantine_is_kept_whole_with_its_reason(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var run = await night.Runs.StartAsync("import");
        await QuarantineAsync(night, new() { RunKey = run, Source = "s", File = "a.csv", Line = 12, Reason = "expected a start, got \"\0\"", Raw = "{\"x\":\"\0\",😡 \ud83d" });
        var kept = Assert.Single(await night.Runs.QuarantinedAsync(run, 10));
        Assert.Equal((run, "s", "a.csv", 12L, night.Clock.GetUtcNow()), (kept.RunKey, kept.Source, kept.File, kept.Line, kept.CreatedAt));

        // The NUL stays visible even where the database cannot hold one; half a character arrives as the replacement sign.
        var nul = kind == "sqlite" ? '\0' : '\u2400';
        Assert.Equal($"{{\"x\":\"{nul}\",😡 \ufffd", kept.Raw);
        Assert.Equal($"expected a start, got \"{nul}\"", kept.Reason);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Quarantine_is_listed_newest_first_by_run_or_as_a_whole(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var one = await night.Runs.StartAsync("import");
        var two = await night.Runs.StartAsync("import");
        foreach (var (run, line) in new[] { (one, 1), (two, 2), (two, 3) })
            await QuarantineAsync(night, new() { RunKey = run, Source = "s", File = "f", Line = line, Reason = "r", Raw = "" });
        Assert.Equal([3, 2], (await night.Runs.QuarantinedAsync(two, 10)).Select(q => q.Line));
        Assert.Equal([3, 2, 1], (await night.Runs.QuarantinedAsync(null, 10)).Select(q => q.Line));
        Assert.Equal([3], (await night.Runs.QuarantinedAsync(null, 1)).Select(q => q.Line));
    }

    private static async Task QuarantineAsync(Night night, QuarantineRow row)
    {
        await using var connection = await night.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await night.Runs.QuarantineAsync(connection, transaction, row);
        await transaction.CommitAsync();
    }
}
