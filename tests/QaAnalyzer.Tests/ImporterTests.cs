using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests;

public class ImporterTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Good_duplicate_and_broken_records_add_up(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var path = night.Drop("a.jsonl", Night.Line("c1"), Night.Line("c2"), Night.Line("c1"), "{\"id\":\"c3\"", Night.Line("c4"), "{\"id\":\"c5\",\"channel\":\"fax\"}");
        var run = await night.ImportAsync(path, "r.v1");
        Assert.Equal((6, 3, 1, 2), (run.Pulled, run.Accepted, run.Duplicate, run.Quarantined));
        Assert.Equal(3, await night.CountAsync("conversations"));
        Assert.Equal([6, 4], (await night.Runs.QuarantinedAsync(run.Key, 10)).Select(q => q.Line));
        Assert.Equal(("finished", 6, 3, 1, 2), Tally(Assert.Single(await night.Runs.LatestAsync(10))));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_second_import_finds_only_duplicates(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var path = night.Drop("a.jsonl", Night.Lines(3));
        await night.ImportAsync(path, "r.v1");
        Assert.Equal(("finished", 3, 0, 3, 0), Tally(await night.ImportAsync(path, "r.v1")));
        Assert.Equal(3, await night.CountAsync("work"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_same_file_imported_twice_at_once_is_stored_once(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var path = night.Drop("a.jsonl", Night.Lines(120));
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => night.ImportAsync(path, "r.v1"))));
        Assert.Equal((120, 360), (runs.Sum(r => r.Accepted), runs.Sum(r => r.Duplicate)));
        Assert.Equal(120, await night.CountAsync("conversations"));
        Assert.Equal(120, await night.CountAsync("work"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_rubric_gets_its_work(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(3)), "one.v1", "two.v1");
        Assert.Equal(3, await night.Work.PendingAsync(["one.v1"]));
        Assert.Equal(3, await night.Work.PendingAsync(["two.v1"]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_newer_version_gets_work_and_the_older_one_has_none_left(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Line("c1")), ReviewSamples.RubricId);
        await night.ImportAsync(night.Drop("b.jsonl", Night.Line("c1", "请稍等")), ReviewSamples.RubricId);
        var run = await night.Runs.StartAsync("nightly");
        Assert.Equal(new RunCounts(1, 0), await night.Runner.RunAsync(ReviewSamples.Rubric, run));
        Assert.Equal(1, await night.CountAsync("analyses a JOIN conversations c ON c.key = a.conversation_key AND c.is_current AND c.version = 2"));
        Assert.Equal(1, await night.CountAsync("analyses"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_path_that_does_not_exist_is_one_record_in_quarantine(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var missing = Path.Combine(night.Inbox, "missing.jsonl");
        var run = await night.ImportAsync(missing);
        Assert.Equal((1, 1), (run.Pulled, run.Quarantined));
        Assert.Equal(missing, Assert.Single(await night.Runs.QuarantinedAsync(run.Key, 10)).File);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_stopped_import_keeps_whole_transactions_and_says_how_many(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        using var stop = new CancellationTokenSource();
        var path = night.Drop("a.jsonl", Night.Lines(1200));
        var progress = new Told<ImportTally>(_ => stop.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => night.Importer.ImportAsync([path], "test", new(), ["r.v1"], [], progress, stop.Token));
        var run = Assert.Single(await night.Runs.LatestAsync(1));
        Assert.Equal(("failed", 500, 500, 0, 0), Tally(run));
        Assert.NotNull(run.FinishedAt);
        Assert.Equal(500, await night.CountAsync("conversations"));
        Assert.Equal(700, (await night.ImportAsync(path, "r.v1")).Accepted);
    }

    private static (string, int, int, int, int) Tally(RunRow run) => (run.State, (int)run.Pulled, (int)run.Accepted, (int)run.Duplicate, (int)run.Quarantined);
}
