using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests;

public class BackfillTests
{
    /// <summary>More than become work at once.</summary>
    private const int Stored = Coverage.AtOnce + 100;

    private const string Rubric = ReviewSamples.RubricId;

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_form_newly_in_use_lets_the_night_be_and_gets_what_is_stored_at_its_limit(string kind)
    {
        await using var night = await WithHistoryAsync(kind);
        night.Drop("tonight.jsonl", Night.Line("n1"), Night.Line("n2"));
        var tonight = await night.Run.RunAsync(night.Plan);
        Assert.Equal(("finished", 2, 2, 2), (tonight.State, tonight.Planned, tonight.Analysed, tonight.Complete));
        Assert.Equal(2, await night.CountAsync("analyses"));
        Assert.False(await night.Run.HasWorkAsync(night.Plan));
        await night.Run.RunAsync(night.Plan);
        var asked = Assert.Single(await StoreOf(night).WaitingBackfillsAsync());
        Assert.Equal((Rubric, 100.0, true), (asked.Rubric, asked.PerSecond!.Value, asked.OnlyMissing));
        var action = Assert.Single(await new RunControl(night.Database, night.Clock).LatestAsync(9));
        Assert.Equal((asked.ActionKey, true, $"form {Rubric} newly in use"), (action.Key, action.IsOfProgram, action.Reason));
        Assert.Null(await RunOf(night).RunNextAsync([ReviewSamples.Rubric]));

        var clock = new HurriedClock();
        var run = (await RunOf(night, clock).BackfillNextAsync([ReviewSamples.Rubric]))!;
        Assert.Equal(("backfill", "finished", Stored, Stored), (run.Kind, run.State, run.Planned, run.Analysed));
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromSeconds(1), Stored / 100), clock.Waits);
        Assert.Equal(Stored + 2, await night.CountAsync("analyses WHERE is_current"));
        Assert.Equal(0, await night.CoverAsync(Rubric));
        Assert.Null(await RunOf(night).BackfillNextAsync([ReviewSamples.Rubric]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_form_that_was_half_covered_when_its_node_died_goes_on_and_nothing_is_done_twice(string kind)
    {
        await using var night = await WithHistoryAsync(kind);
        await night.CoverAsync(Rubric);
        using var stop = new CancellationTokenSource();
        var crash = new Told<NightlyProgress>(p => stop.CancelAfter(p.Counts.Analysed < 200 ? Timeout.Infinite : 0));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RunOf(night, new HurriedClock()).BackfillNextAsync([ReviewSamples.Rubric], progress: crash, cancel: stop.Token));
        Assert.InRange(await night.CountAsync("analyses"), 200, Stored - 1);
        Assert.Equal(0, await night.CoverAsync(Rubric));
        Assert.Empty(await StoreOf(night).WaitingBackfillsAsync());

        var run = (await RunOf(night, new HurriedClock()).BackfillNextAsync([ReviewSamples.Rubric]))!;
        Assert.Equal(("finished", Stored), (run.State, run.Analysed));
        Assert.Equal((Stored, Stored), (await night.CountAsync("analyses"), await night.CountAsync("analyses WHERE is_current")));
        Assert.Equal((0, 1), (await night.CountAsync("work"), await night.CountAsync("rubric_coverage WHERE state = 'covered'")));
    }

    /// <summary>A node of the version before knows neither which conversations are meant nor what the end of the request means.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_backfill_that_an_older_node_ended_is_asked_for_again(string kind)
    {
        await using var night = await WithHistoryAsync(kind);
        await night.CoverAsync(Rubric);
        await night.ExecuteAsync("UPDATE reruns SET state = 'done'");
        await night.CoverAsync(Rubric);
        await night.CoverAsync(Rubric);
        Assert.Equal(2, await night.CountAsync("reruns"));
        Assert.Equal(Stored, (await RunOf(night, new HurriedClock()).BackfillNextAsync([ReviewSamples.Rubric]))!.Analysed);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_cancelled_backfill_stays_cancelled_and_what_comes_later_is_covered(string kind)
    {
        await using var night = await WithHistoryAsync(kind);
        await night.CoverAsync(Rubric);
        var cancel = new Told<NightlyProgress>(p => new RunControl(night.Database, night.Clock).AddAsync(
            new() { RunKey = p.Run, Action = RunAction.Cancel, Reason = "not this year's", ByWhom = "li" }).Wait());
        var run = (await RunOf(night, new HurriedClock()).BackfillNextAsync([ReviewSamples.Rubric], progress: cancel))!;
        Assert.Equal(("cancelled", "not this year's"), (run.State, run.Message));
        Assert.InRange(run.Analysed, 1, Stored - 1);
        Assert.Equal(0, await night.CoverAsync(Rubric));

        await night.ImportAsync(night.Drop("later.jsonl", Night.Line("n1")), "other.v1");
        Assert.Equal(1, await night.CoverAsync(Rubric));
        Assert.Equal(1, await night.CountAsync("reruns"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nodes_that_come_to_a_new_form_at_once_ask_once_and_one_that_does_not_use_it_leaves_it_alone(string kind)
    {
        await using var night = await WithHistoryAsync(kind);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => night.CoverAsync(Rubric))));
        Assert.Equal((1, 1), (await night.CountAsync("reruns"), await night.CountAsync("run_actions")));
        Assert.Null(await RunOf(night).BackfillNextAsync([ReviewSamples.Rubric with { Id = "other.v1" }]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_came_in_without_the_form_while_it_was_covered_is_not_forgotten(string kind)
    {
        await using var night = await WithHistoryAsync(kind);
        await night.CoverAsync(Rubric);
        var store = StoreOf(night);
        var backfill = (await store.NextBackfillAsync([Rubric], null))!;
        while (await store.ChooseAsync(backfill, [Rubric], 1000) is { Count: > 0 }) Assert.Equal(0, await night.CoverAsync(Rubric));
        await night.ImportAsync(night.Drop("late.jsonl", Night.Line("n1")), "other.v1");
        await store.EndAsync(backfill, "done");
        Assert.Equal(1, await night.CoverAsync(Rubric));
        Assert.Equal(Stored + 1, await night.Work.PendingAsync([Rubric]));
    }

    /// <summary>Intake lets be what a paused night run was taken from; a backfill keeps its own.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_paused_backfill_holds_up_nobody(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var run = await night.Runs.StartAsync("backfill", null, [Rubric]);
        await night.Runs.ReportAsync((await night.Runs.FindAsync(run))! with { State = "paused" });
        Assert.False(await night.Runs.AnyPausedAsync());
    }

    /// <summary>Conversations that came before the form was in use.</summary>
    private static async Task<Night> WithHistoryAsync(string kind)
    {
        var night = await Night.OpenAsync(kind);
        var file = night.Drop("history.jsonl", Night.Lines(Stored));
        await night.ImportAsync(file);
        File.Delete(file);
        return night;
    }

    private static RerunStore StoreOf(Night night) => new(night.Database, night.Clock);

    private static RerunRun RunOf(Night night, TimeProvider? clock = null) =>
        new(night.Database, StoreOf(night), night.Runner, night.Work, night.Runs, new RubricCatalog([ReviewSamples.Rubric]), clock ?? night.Clock);
}
