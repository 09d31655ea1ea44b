using QaAnalyzer.Jobs;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests;

public class RerunRunTests
{
    private static readonly Person Li = new("li", "new word lists");

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task All_analyses_are_made_anew_and_the_old_ones_stay(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await AnalyseAsync(night, 3);
        var run = await RerunAsync(night, new());
        Assert.Equal(("finished", 3, 3), (run.State, run.Analysed, run.Planned));
        Assert.Equal((6, 3), (await night.CountAsync("analyses"), await night.CountAsync($"analyses WHERE is_current AND run_key = {run.Key}")));
        Assert.Null(await RerunOf(night).RunNextAsync([ReviewSamples.Rubric]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Dates_queue_and_rubric_choose(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await AnalyseAsync(night, 4);
        await night.ExecuteAsync("UPDATE conversations SET queue = 'sales' WHERE id IN ('c1', 'c2')");
        await night.ExecuteAsync("UPDATE conversations SET started_at = '2026-03-01 08:00:00+00:00' WHERE id <> 'c4'");
        await night.ExecuteAsync("UPDATE conversations SET started_at = '2026-02-01 08:00:00+00:00' WHERE id = 'c2'");
        Assert.Equal(1, (await RerunAsync(night, new() { Queue = "sales", FromTime = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), UntilTime = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero) })).Analysed);
        Assert.Equal(1, await night.CountAsync("analyses a JOIN conversations c ON c.key = a.conversation_key WHERE NOT a.is_current AND c.id = 'c1'"));
        Assert.Equal(4, (await RerunAsync(night, new() { Rubric = ReviewSamples.RubricId })).Analysed);
        Assert.Equal("there is no rubric \"other.v1\"", (await DeskOf(night).RerunAsync(new() { Rubric = "other.v1" }, Li))?.En);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Under_a_form_that_is_named_conversations_without_an_analysis_get_one(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await AnalyseAsync(night, 3);
        await night.ImportAsync(night.Drop("b.jsonl", Night.Line("n1"), Night.Line("n2")));
        Assert.Equal(3, (await RerunAsync(night, new())).Analysed);
        var run = await RerunAsync(night, new() { Rubric = "sample-form" });
        Assert.Equal((5, 5, null), (run.Planned, run.Analysed, run.Message));
        Assert.Equal((5, 11), (await night.CountAsync("analyses WHERE is_current"), await night.CountAsync("analyses")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_request_that_finds_nothing_says_what_it_looked_for(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await AnalyseAsync(night, 1);
        Assert.Equal(
            "found nothing: looked for conversations with rubric=sample-form.v1 queue=nobody",
            (await RerunAsync(night, new() { Rubric = ReviewSamples.RubricId, Queue = "nobody", PerSecond = 50 })).Message);
        Assert.Equal("found nothing: looked for failed analyses with error=TimeoutException", (await RerunAsync(night, new() { Error = "TimeoutException" })).Message);
        await night.ExecuteAsync("DELETE FROM analyses");
        Assert.Equal("found nothing: looked for analyses under the forms in use", (await RerunAsync(night, new())).Message);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_request_has_chosen_is_no_other_runs_until_it_has_ended(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await AnalyseAsync(night, 3);
        var store = new RerunStore(night.Database, night.Clock);
        await DeskOf(night).RerunAsync(new(), Li);
        var rerun = (await store.NextAsync(null))!;
        Assert.Equal(2, (await store.ChooseAsync(rerun, night.Plan.RubricIds, 2)).Count);
        Assert.False(await night.Run.HasWorkAsync(night.Plan));
        night.Drop("b.jsonl", Night.Line("n1"));
        var run = await night.Run.RunAsync(night.Plan);
        Assert.Equal(("finished", 1, 1), (run.State, run.Planned, run.Analysed));

        await store.EndAsync(rerun, "cancelled");
        Assert.True(await night.Run.HasWorkAsync(night.Plan));
        Assert.Equal(2, (await night.Run.RunAsync(night.Plan)).Analysed);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Failures_of_one_kind_are_tried_again_and_others_are_not(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await AnalyseAsync(night, 3);
        foreach (var (id, error) in new[] { ("c1", "TimeoutException"), ("c2", "FormatException") })
        {
            await night.AddWorkAsync(await night.KeyOfAsync(id), ReviewSamples.RubricId);
            await night.ExecuteAsync($"UPDATE work SET state = 'failed', error = '{error}' WHERE state = 'pending'");
        }

        Assert.Equal(1, (await RerunAsync(night, new() { Error = "TimeoutException" })).Analysed);
        Assert.Equal(1, await night.CountAsync("work WHERE state = 'failed' AND error = 'FormatException'"));
        Assert.Equal("retry", (await new RunControl(night.Database, night.Clock).LatestAsync(1))[0].Action);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_limit_holds_and_what_is_cancelled_was_never_anybodys_work(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await AnalyseAsync(night, 12);
        await DeskOf(night).RerunAsync(new() { PerSecond = 4 }, Li);
        var clock = new HurriedClock();
        var cancel = new Told<NightlyProgress>(p =>
        {
            if (p.Counts.Analysed < 8) return;
            var run = night.Runs.LatestAsync(1).Result[0].Key;
            DeskOf(night).TellRunAsync(RunAction.Cancel, run, Li).Wait();
        });
        var ended = await RerunOf(night, clock).RunNextAsync([ReviewSamples.Rubric], progress: cancel);
        Assert.Equal(("cancelled", 8), (ended!.State, ended.Analysed));

        // Four a second, twice, and no time went by but that.
        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)], clock.Waits);
        Assert.Equal(0, await night.CountAsync("work"));
        Assert.Null(await RerunOf(night).RunNextAsync([ReviewSamples.Rubric]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_dead_node_had_begun_goes_on_where_it_was(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await AnalyseAsync(night, 12);
        await DeskOf(night).RerunAsync(new() { PerSecond = 4 }, Li);
        using var stop = new CancellationTokenSource();
        var crash = new Told<NightlyProgress>(p => stop.Cancel());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RerunOf(night).RunNextAsync([ReviewSamples.Rubric], progress: crash, cancel: stop.Token));
        await night.ExecuteAsync("UPDATE runs SET state = 'running', finished_at = NULL WHERE kind = 'reruns'");
        Assert.Null(await RerunOf(night).RunNextAsync([ReviewSamples.Rubric]));
        night.Clock.Move(TimeSpan.FromMinutes(3));
        var run = await RerunOf(night).RunNextAsync([ReviewSamples.Rubric]);
        Assert.Equal("finished", run!.State);
        Assert.Equal((24, 1), (await night.CountAsync("analyses"), await night.CountAsync("runs WHERE kind = 'reruns'")));
    }

    private static async Task AnalyseAsync(Night night, int count)
    {
        night.Drop("a.jsonl", Night.Lines(count));
        await night.Run.RunAsync(night.Plan);
    }

    private static async Task<RunRow> RerunAsync(Night night, RerunChoice choice)
    {
        Assert.Null(await DeskOf(night).RerunAsync(choice, Li));
        return (await RerunOf(night).RunNextAsync([ReviewSamples.Rubric]))!;
    }

    private static RerunRun RerunOf(Night night, TimeProvider? clock = null) =>
        new(night.Database, new(night.Database, night.Clock), night.Runner, night.Work, night.Runs, new RubricCatalog([ReviewSamples.Rubric]), clock ?? night.Clock);

    private static RunDesk DeskOf(Night night) =>
        new(new(night.Database, night.Clock), night.Runs, new(night.Database, night.Clock), new RubricCatalog([ReviewSamples.Rubric]));
}
