using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.Storage;

public class NodeStoreTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_node_lives_while_it_shows_itself_and_is_gone_when_it_is_silent(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var nodes = new NodeStore(night.Database, night.Clock);
        await nodes.BeatAsync("web", "1.0", "Quartz");
        await nodes.BeatAsync("web", "1.0", "Quartz");
        await night.ExecuteAsync("INSERT INTO nodes (name, role, version, engine, started_at, seen_at) VALUES ('other/7/1', 'worker', '1.0', 'Quartz', '2026-01-01 00:00:00+00:00', '2026-03-05 02:00:00+00:00')");
        var all = (await nodes.ListAsync()).ToDictionary(n => n.Role, StringComparer.Ordinal);
        Assert.Equal((2, false, true), (all.Count, all["web"].IsGone, all["worker"].IsGone));
        Assert.Equal(("other", "7"), (all["worker"].Machine, all["worker"].Process));
        Assert.InRange(all["web"].Silence.TotalSeconds, 0, 20);
        await nodes.LeaveAsync();
        Assert.DoesNotContain(await nodes.ListAsync(), n => n.Role == "web");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Queues_tell_how_much_waits_and_since_when(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var load = new Workload(night.Database, night.Clock);
        Assert.Equal(new QueueDepth(0, 0, null), await load.AnalysisAsync());
        night.Drop("a.jsonl", Night.Lines(3));
        await night.ImportAsync(Path.Combine(night.Inbox, "a.jsonl"), "r.v1");
        await night.Work.ClaimAsync(["r.v1"], WorkerProcess.Current, 1);
        Assert.Equal(new QueueDepth(2, 1, night.Clock.GetUtcNow()), await load.AnalysisAsync());
        Assert.Equal(new QueueDepth(0, 0, null), await load.ReviewsAsync());
        await night.ExecuteAsync("UPDATE work SET state = 'failed', error = 'TimeoutException' WHERE state = 'claimed'");
        var group = Assert.Single(await load.FailuresAsync());
        Assert.Equal(("TimeoutException", 1L, "c1"), (group.Error, group.Count, Assert.Single(group.Some).Id));
        Assert.True(await load.RetryAsync(group.Some[0].Conversation, "r.v1"));
        Assert.False(await load.RetryAsync(group.Some[0].Conversation, "r.v1"));
        Assert.Equal(3, (await load.AnalysisAsync()).Waiting);
    }
}
