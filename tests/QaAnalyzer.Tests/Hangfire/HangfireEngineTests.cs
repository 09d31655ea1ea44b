using System.Collections.Concurrent;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.Hangfire;
using QaAnalyzer.Jobs;

namespace QaAnalyzer.Tests.Hangfire;

public class HangfireEngineTests
{
    [PostgreSqlFact]
    public async Task A_long_job_goes_through_the_queue_in_slices_and_what_follows_waits_for_the_last()
    {
        var calls = new ConcurrentQueue<(TimeSpan? Slice, string? Continues)>();
        var behind = new ConcurrentQueue<string>();
        HangfireHost? started = null;
        await using var host = await HangfireHost.StartAsync(async (call, cancel) =>
        {
            calls.Enqueue((call.Slice, call.Continues));

            // It is made right after the start, which may be at work by then.
            while (started?.StateOf(HangfireHost.Behind("1")) is null) await Task.Delay(20, cancel);
            behind.Enqueue(started.StateOf(HangfireHost.Behind("1"))!);
            return new() { Run = 7, Continues = calls.Count < 3 ? "7" : null };
        });
        started = host;
        var start = host.Start();
        Assert.Equal("1", start);
        await host.UntilAsync(HangfireHost.Behind(start), "Succeeded");
        Assert.Equal(["Awaiting", "Awaiting", "Awaiting"], behind);
        Assert.Equal([null, "7", "7"], calls.Select(c => c.Continues));
        Assert.All(calls, call => Assert.True(call.Slice < HangfireEngine.InvisibilityTimeout / 2));

        // Hangfire notes the success of a slice before it goes back into the queue.
        string[] slice = ["Enqueued", "Processing", "Succeeded"];
        Assert.Equal([.. slice, .. slice, .. slice], host.History(start));
    }

    [PostgreSqlFact]
    public async Task A_second_start_waits_while_the_first_is_at_work()
    {
        var (entered, left) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        var atWork = 0;
        await using var host = await HangfireHost.StartAsync(async (_, cancel) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref atWork));
            entered.Release();
            await left.WaitAsync(cancel);
            Interlocked.Decrement(ref atWork);
            return JobReport.Nothing;
        });
        var turns = host.App.Services.GetRequiredService<JobTurns>();
        var first = host.Start();
        await entered.WaitAsync();
        Assert.Null(await turns.TryTakeAsync("night", "another", CancellationToken.None));
        left.Release();
        await host.UntilAsync(first, "Succeeded");
        await using var turn = await turns.TryTakeAsync("night", "another", CancellationToken.None);
        Assert.NotNull(turn);
    }

    [PostgreSqlFact]
    public async Task A_start_keeps_its_turn_between_two_slices()
    {
        await using var host = await HangfireHost.StartAsync((_, _) => Task.FromResult(JobReport.Nothing));
        var turns = host.App.Services.GetRequiredService<JobTurns>();
        var client = host.App.Services.GetRequiredService<IBackgroundJobClient>();

        // No worker serves this queue, so the start stands in it.
        var waiting = client.Create(HangfireJob.CallOf(host.Night with { Queue = JobQueue.Ingest }), new global::Hangfire.States.EnqueuedState());
        await (await turns.TryTakeAsync("night", waiting, CancellationToken.None))!.DisposeAsync();
        Assert.Null(await turns.TryTakeAsync("night", "another", CancellationToken.None));
        client.Delete(waiting);
        await using var turn = await turns.TryTakeAsync("night", "another", CancellationToken.None);
        Assert.NotNull(turn);
    }

    [PostgreSqlFact]
    public async Task A_job_that_says_a_person_should_look_is_not_tried_again_but_shows_among_the_failed()
    {
        var calls = 0;
        await using var host = await HangfireHost.StartAsync(
            (_, _) =>
            {
                calls++;
                return Task.FromResult(new JobReport { Succeeded = false, Lines = ["analysed 3, failed 2"] });
            },
            TimeSpan.Zero);
        var start = host.Start();
        await host.UntilAsync(start, "Failed");
        Assert.Equal((1, "Awaiting"), (calls, host.StateOf(HangfireHost.Behind(start))));
        using var connection = host.App.Services.GetRequiredService<JobStorage>().GetConnection();
        Assert.Equal("analysed 3, failed 2", connection.GetStateData(start).Data["ExceptionMessage"]);
    }

    [PostgreSqlFact]
    public async Task A_start_that_dies_in_its_first_slice_goes_on_with_the_run_that_it_told_of()
    {
        var continued = new ConcurrentQueue<string?>();
        await using var host = await HangfireHost.StartAsync(
            (call, _) =>
            {
                continued.Enqueue(call.Continues);
                call.Progress!.Report(new(1, 2, "7"));
                return continued.Count == 1 ? throw new InvalidOperationException("as the test wants it") : Task.FromResult(JobReport.Nothing);
            },
            TimeSpan.Zero);
        await host.UntilAsync(host.Start(), "Succeeded");
        Assert.Equal([null, "7"], continued);
    }
}
