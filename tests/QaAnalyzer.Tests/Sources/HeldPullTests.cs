using QaAnalyzer.Jobs;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Sources;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Sources;

public class HeldPullTests
{
    private static readonly Person Li = new("li", "the helpdesk is being moved");

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_night_run_that_is_cancelled_while_it_reads_a_source_asks_for_no_other_page_and_keeps_the_checkpoint(string kind)
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 6);
        await using var pulling = await Pulling.OpenAsync(kind, helpdesk.Token);
        var (night, nightly) = (pulling.Night, NightlyOf(pulling, helpdesk));
        helpdesk.Trouble = async (request, _) =>
        {
            if (request == 2) await TellAsync(night, RunAction.Cancel);
            return false;
        };
        var run = await nightly.RunAsync(night.Plan);
        Assert.Equal(("cancelled", Li.Reason), (run.State, run.Message));
        Assert.Equal((4, 4, 0, 4), (run.Pulled, run.Accepted, run.Analysed, run.Unfinished));
        Assert.Equal(["?limit=2", "?limit=2&cursor=2"], helpdesk.Asked.Select(a => a.Query));
        Assert.Equal("cancelled", (await night.Runs.LatestAsync("pull", 1))[0].State);
        var status = Assert.Single(await pulling.Store.StatusAsync());
        Assert.Equal((null, 0, null, null), (status.Holder, status.Failures, status.LastSuccessAt, status.NextTryAt));

        var next = await nightly.RunAsync(night.Plan);
        Assert.Equal(("finished", 2, 6), (next.State, next.Pulled, next.Analysed));
        Assert.Equal("?limit=2&cursor=4", Assert.Single(helpdesk.Asked.Skip(2)).Query);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_night_run_that_is_paused_while_it_reads_shows_how_far_it_is_keeps_its_source_and_goes_on(string kind)
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 6);
        await using var pulling = await Pulling.OpenAsync(kind, helpdesk.Token);
        var night = pulling.Night;
        helpdesk.Trouble = async (request, _) =>
        {
            if (request == 2) await TellAsync(night, RunAction.Pause);
            return false;
        };
        var running = Task.Run(() => NightlyOf(pulling, helpdesk).RunAsync(night.Plan));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await night.Runs.LatestAsync("nightly", 1)) is not [{ State: "paused", Pulled: 4, Planned: 0 }]) await Task.Delay(50, patience.Token);
        Assert.Equal(2, helpdesk.Asked.Count);
        Assert.NotNull(Assert.Single(await pulling.Store.StatusAsync()).Holder);

        await TellAsync(night, RunAction.Resume);
        var run = await running;
        Assert.Equal(("finished", 6, 6), (run.State, run.Pulled, run.Analysed));
        Assert.Equal(3, helpdesk.Asked.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_night_run_that_is_cancelled_between_two_files_leaves_the_second_in_the_inbox(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Drop("a.jsonl", Night.Lines(3));
        var second = night.Drop("b.jsonl", Night.Line("n1"), Night.Line("n2"));
        var told = false;
        var clock = new AskedClock(() =>
        {
            if (told || !File.Exists(Path.Combine(night.Done, "a.jsonl"))) return;
            told = true;
            TellAsync(night, RunAction.Cancel).Wait();
        });
        var importer = new Importer(night.Database, night.Conversations, new(night.Database, night.Clock), new(night.Database, clock), night.Clock);
        var run = await new NightlyRun(night.Database, importer, night.Runner, night.Work, night.Runs, night.Clock).RunAsync(night.Plan);
        Assert.Equal(("cancelled", 3, 3), (run.State, run.Pulled, run.Unfinished));
        Assert.True(File.Exists(second));

        var next = await night.Run.RunAsync(night.Plan);
        Assert.Equal(("finished", 2, 5), (next.State, next.Pulled, next.Analysed));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_that_is_stopped_between_two_transactions_stays_and_what_it_gave_is_told_and_known_when_it_comes_again(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var file = night.Drop("a.jsonl", Night.Lines(700));
        var (asked, told) = (0, new List<ImportTally>());
        var watch = new PullWatch { MayGoOnAsync = _ => Task.FromResult(++asked <= 2), Saved = told.Add };
        var pull = new InboxPull(night.Importer, night.Runs, night.Clock);
        var stopped = Assert.Single(await AllAsync(watch));
        Assert.Equal(("cancelled", 500), (stopped.State, stopped.Accepted));
        Assert.Equal([new(500, 0, 0)], told);
        Assert.True(File.Exists(file));

        var again = Assert.Single(await AllAsync(PullWatch.None));
        Assert.Equal(("finished", 200, 500), (again.State, again.Accepted, again.Duplicate));
        Assert.False(File.Exists(file));

        async Task<List<RunRow>> AllAsync(PullWatch of)
        {
            var imports = new List<RunRow>();
            await foreach (var import in pull.PullAsync(night.Inbox, "files", new(), [ReviewSamples.Rubric], null, of)) imports.Add(import);
            return imports;
        }
    }

    private static NightlyRun NightlyOf(Pulling pulling, Helpdesk helpdesk)
    {
        var night = pulling.Night;
        return new(night.Database, night.Importer, night.Runner, night.Work, night.Runs, night.Clock, pulling.Run(Pulling.Helpdesk(helpdesk)));
    }

    private static async Task TellAsync(Night night, string action)
    {
        var desk = new RunDesk(new(night.Database, night.Clock), night.Runs, new(night.Database, night.Clock), new RubricCatalog([ReviewSamples.Rubric]));
        Assert.Null(await desk.TellRunAsync(action, (await night.Runs.LatestAsync("nightly", 1))[0].Key, Li));
    }

    /// <summary>Lets a test act whenever somebody looks at the time.</summary>
    private sealed class AskedClock(Action asked) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            asked();
            return base.GetUtcNow();
        }
    }
}
