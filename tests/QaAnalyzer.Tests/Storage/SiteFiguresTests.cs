using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.Storage;

public class SiteFiguresTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Figures_tell_what_waits_what_failed_and_what_went_well_last(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Drop("a.jsonl", [.. Night.Lines(3), "{ broken"]);
        await night.ImportAsync(Path.Combine(night.Inbox, "a.jsonl"), "r.v1");
        await night.ExecuteAsync("UPDATE work SET state = 'failed', error = 'TimeoutException' WHERE conversation_key = (SELECT min(conversation_key) FROM work)");
        var good = await night.Runs.StartAsync("nightly");
        await night.Runs.ReportAsync(new() { Key = good, Kind = "nightly", Node = WorkerProcess.Current, State = "finished", FinishedAt = night.Clock.GetUtcNow() });
        var bad = await night.Runs.StartAsync("nightly");
        await night.Runs.ReportAsync(new() { Key = bad, Kind = "nightly", Node = WorkerProcess.Current, State = "failed", FinishedAt = night.Clock.GetUtcNow() });
        var open = await night.Runs.StartAsync("intake");

        var figures = await new SiteFiguresStore(night.Database, night.Clock).ReadAsync(["nightly", "learning"]);
        Assert.Equal((2, 0, 0, 1), (figures.Analysis.Waiting, figures.Analysis.AtWork, figures.Reviews.Waiting, figures.Quarantine));
        Assert.Equal(KeyValuePair.Create("TimeoutException", 1L), Assert.Single(figures.Failures));
        Assert.Equal(good, Assert.Single(figures.Successes).Key);
        Assert.Equal(open, Assert.Single(figures.Open).Key);
        Assert.Empty(figures.Nodes);
    }
}
