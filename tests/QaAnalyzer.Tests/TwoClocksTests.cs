using QaAnalyzer.Reviews;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests;

public class TwoClocksTests
{
    private const int Conversations = 600;

    /// <summary>It is still March for one of them.</summary>
    [PostgreSqlTheory]
    [InlineData("postgresql")]
    public async Task Nodes_whose_clocks_are_a_minute_apart_share_the_work_and_each_run_adds_up(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Drop("a.jsonl", Night.Lines(Conversations));
        var late = NodeAt(night, new(2026, 3, 31, 23, 59, 30, TimeSpan.Zero));
        var early = NodeAt(night, new(2026, 4, 1, 0, 0, 30, TimeSpan.Zero));
        var runs = await Task.WhenAll(Task.Run(() => early.RunAsync(night.Plan)), Task.Run(() => late.RunAsync(night.Plan)));
        var rest = await late.RunAsync(night.Plan);

        Assert.All([.. runs, rest], run => Assert.Equal(("finished", null), (run.State, run.Message)));
        Assert.Equal(Conversations, runs.Sum(r => r.Accepted) + rest.Accepted);
        Assert.Equal(Conversations, runs.Sum(r => r.Analysed) + rest.Analysed);
        Assert.Equal((Conversations, Conversations), (await night.CountAsync("analyses"), await night.CountAsync("analyses WHERE is_current")));
        Assert.Equal(0, await night.CountAsync("work"));
    }

    private static NightlyRun NodeAt(Night night, DateTimeOffset moment)
    {
        var clock = new MovableClock();
        clock.Move(moment - clock.GetUtcNow());
        var (work, runs, conversations) = (new WorkStore(night.Database, clock), new RunStore(night.Database, clock), new ConversationStore(night.Database, clock));
        var importer = new Importer(night.Database, conversations, new(night.Database, clock), runs, clock);
        var runner = new AnalysisRunner(
            night.Database, work, conversations, new(night.Database, clock), new ReviewQueue(night.Database, clock), Product.Detectors, clock);
        return new(night.Database, importer, runner, work, runs, clock);
    }
}
