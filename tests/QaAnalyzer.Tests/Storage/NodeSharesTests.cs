using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.Storage;

public class NodeSharesTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_node_has_its_counts_its_part_its_rate_and_its_heartbeat(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var nodes = new NodeStore(night.Database, night.Clock);
        await nodes.BeatAsync("worker", "1.0", "Quartz");
        var run = await RunAsync(night, (WorkerProcess.Current, 28, 2), ("elsewhere/7/1", 10, 0), ($"{Environment.MachineName}/{int.MaxValue}/1", 0, 0));
        var shares = await new NodeShares(night.Database, nodes).OfAsync(run with { Rate = 40 });
        Assert.Equal(3, shares.Count);
        var own = shares.Single(s => s.Node == WorkerProcess.Current);
        Assert.Equal((new RunCounts(28, 2), 0.75, 30.0, false), (own.Counts, own.Part, own.Rate!.Value, own.IsGone));
        Assert.Equal("worker", own.Heard?.Role);
        var other = shares.Single(s => s.Machine == "elsewhere");
        Assert.Equal((0.25, "7", null, false), (other.Part, other.Process, other.Heard, other.IsGone));
        Assert.True(shares.Single(s => s.Process == $"{int.MaxValue}").IsGone);
        Assert.Empty(await new NodeShares(night.Database, nodes).OfAsync(run with { Key = run.Key + 1 }));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_last_run_is_the_newest_that_analysed_something_once_it_has_ended(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var shares = new NodeShares(night.Database, new(night.Database, night.Clock));
        Assert.Null(await shares.LastEndedAsync());
        var run = await RunAsync(night, ("elsewhere/7/1", 10, 0));
        Assert.Null(await shares.LastEndedAsync());
        await night.Runs.ReportAsync(run with { State = "finished" });
        await night.Runs.StartAsync("learning");
        Assert.Equal(run.Key, (await shares.LastEndedAsync())?.Key);
    }

    private static async Task<RunRow> RunAsync(Night night, params (string Node, int Analysed, int Failed)[] shares)
    {
        var key = await night.Runs.StartAsync("nightly");
        foreach (var (node, analysed, failed) in shares)
            await night.ExecuteAsync($"INSERT INTO run_shares (run_key, node, analysed, failed) VALUES ({key}, '{node}', {analysed}, {failed})");
        return (await night.Runs.FindAsync(key))!;
    }
}
