using QaAnalyzer.Jobs;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests;

public class RunControlTests
{
    private static readonly Person Li = new("li", "database care");

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_paused_run_takes_nothing_more_shows_it_and_goes_on_when_it_is_resumed(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var desk = DeskOf(night);
        night.Drop("a.jsonl", Night.Lines(4000));
        var paused = 0L;
        var progress = new Told<NightlyProgress>(_ =>
        {
            if (paused == 0) Assert.Null(desk.TellRunAsync(RunAction.Pause, paused = OpenRun(night).Result, Li).Result);
        });
        var run = Task.Run(() => night.Run.RunAsync(night.Plan, progress));
        await Until(async () => (await night.Runs.LatestAsync(9)).Any(r => r.State == "paused"));
        await Until(async () => await night.CountAsync("work WHERE state = 'claimed'") == 0);
        Assert.InRange(await night.CountAsync("analyses"), 1, 3999);
        Assert.True(await night.Runs.AnyPausedAsync());
        Assert.Null(await desk.TellRunAsync(RunAction.Resume, paused, Li with { Reason = "care is over" }));
        Assert.Equal(("finished", 4000), ((await run).State, (await run).Analysed));
        Assert.False(await night.Runs.AnyPausedAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_cancelled_run_ends_with_the_reason_and_leaves_the_rest_to_the_next_one(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var desk = DeskOf(night);
        night.Drop("a.jsonl", Night.Lines(3000));
        var cancelled = 0L;
        var progress = new Told<NightlyProgress>(_ =>
        {
            if (cancelled == 0) Assert.Null(desk.TellRunAsync(RunAction.Cancel, cancelled = OpenRun(night).Result, Li).Result);
        });
        var run = await night.Run.RunAsync(night.Plan, progress);
        Assert.Equal(("cancelled", "database care"), (run.State, run.Message));
        Assert.InRange(run.Analysed, 1, 2999);
        Assert.Equal(3000, run.Complete + run.Unfinished);
        Assert.Equal(0, await night.CountAsync("work WHERE state = 'claimed'"));
        Assert.Equal(3000 - run.Analysed, (await night.Run.RunAsync(night.Plan)).Analysed);
        Assert.Equal("第 " + run.Key + " 号运行已结束", (await desk.TellRunAsync(RunAction.Pause, run.Key, Li))?.Zh);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_run_done_in_slices_is_one_run_whose_figures_add_up(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Drop("a.jsonl", Night.Lines(3));
        var first = await night.Run.StepAsync(night.Plan, null, TimeSpan.Zero);
        Assert.Equal(("running", 3, 0), (first.State, first.Pulled, first.Analysed));
        var same = await night.Run.StepAsync(night.Plan, first.Key, TimeSpan.Zero);
        Assert.Equal((first.Key, "running"), (same.Key, same.State));
        var last = await night.Run.StepAsync(night.Plan, first.Key, TimeSpan.FromMinutes(1));
        Assert.Equal((first.Key, "finished", 3, 3, 3), (last.Key, last.State, last.Pulled, last.Analysed, last.Complete));
        Assert.Equal("finished", (await night.Run.StepAsync(night.Plan, first.Key, null)).State);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_people_do_is_kept_with_name_and_reason_and_what_makes_no_sense_is_refused(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var (desk, control) = (DeskOf(night), new RunControl(night.Database, night.Clock));
        var job = new Job { Name = "nightly", Title = new("夜间批量", "Night run"), What = new("夜", "night"), Queue = JobQueue.Nightly };
        Assert.Null(await desk.TellJobAsync(RunAction.Pause, job, Li));
        Assert.Equal(("li", "database care", "pause"), ((await control.PauseOfAsync("nightly"))!.ByWhom, (await control.PauseOfAsync("nightly"))!.Reason, (await control.PauseOfAsync("nightly"))!.Action));
        Assert.Equal("nightly is paused already", (await desk.TellJobAsync(RunAction.Pause, job, Li))?.En);
        Assert.NotNull(await desk.TellJobAsync(RunAction.Resume, job, Li with { Reason = "  " }));
        Assert.Null(await desk.TellJobAsync(RunAction.Resume, job, Li));
        Assert.Null(await control.PauseOfAsync("nightly"));
        Assert.Equal("there is no run 77", (await desk.TellRunAsync(RunAction.Cancel, 77, Li))?.En);
        Assert.Equal(["resume", "pause"], (await control.LatestAsync(9)).Select(a => a.Action));
    }

    private static RunDesk DeskOf(Night night) =>
        new(new(night.Database, night.Clock), night.Runs, new(night.Database, night.Clock), new RubricCatalog([ReviewSamples.Rubric]));

    private static async Task<long> OpenRun(Night night) => (await night.Runs.LatestAsync(9)).First(r => r is { IsOpen: true, Kind: "nightly" }).Key;

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds()) await Task.Delay(50, patience.Token);
    }
}
