using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests;

public class RunHelpTests
{
    private const string Elsewhere = "elsewhere/7/1";

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_run_of_another_node_gets_help_that_counts_for_it(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var run = await OpenAsync(night, Elsewhere, 3);
        Assert.Equal(new RunCounts(3, 0), await HelpOf(night).HelpAsync());
        Assert.Equal(3, await night.CountAsync($"analyses WHERE is_current AND run_key = {run}"));
        await night.ExecuteAsync($"UPDATE run_shares SET node = 'helper/8/1' WHERE run_key = {run}");

        var ended = await night.Run.StepAsync(night.Plan, run, null);
        Assert.Equal(("finished", 3, 0), (ended.State, ended.Analysed, ended.Failed));
        Assert.Equal(ended, await night.Runs.FindAsync(run));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Help_with_a_request_is_help_with_what_it_has_chosen(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(2)));
        await night.ImportAsync(night.Drop("b.jsonl", Night.Line("tonight")), ReviewSamples.RubricId);
        var store = new RerunStore(night.Database, night.Clock);
        var choice = new RerunChoice { Rubric = ReviewSamples.RubricId, OnlyMissing = true };
        var action = await new RunControl(night.Database, night.Clock).AddAsync(new() { Action = RunAction.Rerun, Reason = "new form", ByWhom = RunAction.Program });
        await store.AddAsync(action, choice);
        var run = await night.Runs.StartAsync("backfill", null, [ReviewSamples.RubricId]);
        await night.ExecuteAsync($"UPDATE runs SET node = '{Elsewhere}' WHERE key = {run}");
        Assert.Equal(default, await HelpOf(night).HelpAsync());

        var rerun = (await store.NextBackfillAsync([ReviewSamples.RubricId], null))!;
        await store.TakeAsync(rerun, run);
        await store.ChooseAsync(rerun, [ReviewSamples.RubricId], 100);
        Assert.Equal(new RunCounts(2, 0), await HelpOf(night).HelpAsync());
        Assert.Equal(1, await night.CountAsync("work WHERE state = 'pending' AND rerun_key IS NULL"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_helpers_did_while_a_run_still_pulled_belongs_to_what_it_planned(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var run = await OpenAsync(night, Elsewhere, 3);
        await HelpOf(night).HelpAsync();
        await night.ImportAsync(night.Drop("b.jsonl", Night.Line("late")), ReviewSamples.RubricId);
        Assert.Equal(4, await RunShares.PlannedAsync(night.Database, run, [ReviewSamples.RubricId]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_run_that_goes_on_here_counts_what_its_node_did_not_live_to_tell(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var run = await OpenAsync(night, Elsewhere, 3);
        await night.ExecuteAsync($"UPDATE conversations SET run_key = {run}");
        Assert.Equal(0, (await night.Runs.FindAsync(run))!.Pulled);
        var ended = await night.Run.StepAsync(night.Plan, run, null);
        Assert.Equal(("finished", 3, 3, 3, 3), (ended.State, ended.Pulled, ended.Accepted, ended.Complete, ended.Planned));
        Assert.Equal(ended, await night.Runs.FindAsync(run));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_run_ends_only_when_the_chunks_of_its_helpers_are_saved(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var run = await OpenAsync(night, Elsewhere, 3);
        var held = await night.Work.ClaimAsync([ReviewSamples.RubricId], "helper/8/1", 2);
        var ending = Task.Run(() => night.Run.StepAsync(night.Plan, run, null));
        while (await night.CountAsync("analyses") < 1) await Task.Yield();
        Assert.False(ending.IsCompleted);
        await night.Work.ReleaseAsync([.. held.Select(h => h.ConversationKey)], "helper/8/1");
        Assert.Equal(("finished", 3, 0), ((await ending).State, (await ending).Analysed, await night.CountAsync("work")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Runs_of_this_process_paused_cancelled_and_ended_ones_get_none(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await OpenAsync(night, WorkerProcess.Current, 3);
        var paused = await OpenAsync(night, Elsewhere, 0);
        await night.ExecuteAsync($"UPDATE runs SET state = 'paused' WHERE key = {paused}");
        var ended = await OpenAsync(night, Elsewhere, 0);
        await night.ExecuteAsync($"UPDATE runs SET state = 'finished' WHERE key = {ended}");
        var cancelled = await OpenAsync(night, Elsewhere, 0);
        await new RunControl(night.Database, night.Clock).AddAsync(new() { RunKey = cancelled, Action = RunAction.Cancel, Reason = "not tonight", ByWhom = "li" });
        Assert.Equal(default, await HelpOf(night).HelpAsync());
        Assert.Equal(3, await night.CountAsync("work WHERE state = 'pending'"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_run_whose_process_died_is_brought_to_its_end_and_closed_with_what_is_stored(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var run = await OpenAsync(night, $"{Environment.MachineName}/{int.MaxValue}/1", 3);
        await night.ExecuteAsync($"UPDATE conversations SET run_key = {run}");
        await night.Work.ClaimAsync([ReviewSamples.RubricId], $"{Environment.MachineName}/{int.MaxValue}/1", 1);
        var help = HelpOf(night);
        Assert.Equal(3, (await help.HelpAsync()).Analysed);
        Assert.Equal("running", (await night.Runs.FindAsync(run))!.State);

        await help.HelpAsync();
        var closed = (await night.Runs.FindAsync(run))!;
        Assert.Equal(("failed", "ProcessEnded"), (closed.State, closed.Message));
        Assert.Equal((3, 3, 3, 0, 3), (closed.Pulled, closed.Accepted, closed.Complete, closed.Unfinished, closed.Analysed));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_node_that_starts_frees_what_a_dead_process_of_its_machine_held_and_nothing_of_the_living(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(4)), ReviewSamples.RubricId);
        foreach (var holder in new[] { $"{Environment.MachineName}/{int.MaxValue}/1", WorkerProcess.Current, Elsewhere })
            await night.Work.ClaimAsync([ReviewSamples.RubricId], holder, 1);
        Assert.Equal(1, await HelpOf(night).BeginAsync());
        Assert.Equal((2, 2), (await night.CountAsync("work WHERE state = 'pending'"), await night.CountAsync("work WHERE state = 'claimed'")));
        Assert.Equal(0, await HelpOf(night).BeginAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Work_that_an_open_run_will_do_starts_no_other(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var run = await OpenAsync(night, Elsewhere, 3);
        Assert.False(await night.Run.HasWorkAsync(night.Plan));
        await night.ExecuteAsync($"UPDATE runs SET state = 'finished' WHERE key = {run}");
        Assert.True(await night.Run.HasWorkAsync(night.Plan));
        await night.Work.ClaimAsync([ReviewSamples.RubricId], "helper/8/1", 3);
        Assert.False(await night.Run.HasWorkAsync(night.Plan));
        await night.EndLeasesAsync();
        Assert.True(await night.Run.HasWorkAsync(night.Plan));
    }

    /// <summary>A run of a node with so many conversations that wait.</summary>
    private static async Task<long> OpenAsync(Night night, string node, int conversations)
    {
        if (conversations > 0) await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(conversations)), ReviewSamples.RubricId);
        File.Delete(Path.Combine(night.Inbox, "a.jsonl"));
        var run = await night.Runs.StartAsync("nightly", 0, [ReviewSamples.RubricId]);
        await night.ExecuteAsync($"UPDATE runs SET node = '{node}' WHERE key = {run}");
        return run;
    }

    private static RunHelp HelpOf(Night night) =>
        new(night.Database, night.Runner, night.Runs, night.Work, new RubricCatalog([ReviewSamples.Rubric]), night.Clock);
}
