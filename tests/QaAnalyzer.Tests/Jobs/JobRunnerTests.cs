using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.Jobs;

public class JobRunnerTests
{
    private static readonly Job Night = new()
    {
        Name = "night",
        Title = new("夜班", "Night shift"),
        What = new("夜", "night"),
        Queue = JobQueue.Nightly,
        KeepsRuns = true,
        RetryAfter = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)],
    };

    [Fact]
    public async Task A_pause_keeps_a_job_from_being_begun_but_not_from_going_on()
    {
        await using var database = await Databases.CreateAsync("sqlite");
        var control = new RunControl(database.Database, TimeProvider.System);
        var continued = new List<string?>();
        var runner = new JobRunner(
            [new(Night, (call, _) => Do(call))], TimeZoneInfo.Utc, control, new(database.Database, TimeProvider.System), TimeProvider.System);
        await control.AddAsync(new() { Job = "night", Action = RunAction.Pause, Reason = "database care", ByWhom = "li" });
        var begun = await runner.RunAsync("night", JobCall.Whole, CancellationToken.None);
        Assert.Contains("paused by li: database care", begun.Refusal, StringComparison.Ordinal);
        var next = await runner.RunAsync("night", new() { Continues = "7" }, CancellationToken.None);
        Assert.Null(next.Refusal);
        Assert.Equal(["7"], continued);

        Task<JobReport> Do(JobCall call)
        {
            continued.Add(call.Continues);
            return Task.FromResult(JobReport.Nothing);
        }
    }

    [Fact]
    public void A_job_is_tried_again_as_often_as_it_has_pauses()
    {
        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), null], Enumerable.Range(0, 3).Select(Night.PauseBeforeRetry));
        Assert.Null((Night with { RetryAfter = [] }).PauseBeforeRetry(0));
    }
}
