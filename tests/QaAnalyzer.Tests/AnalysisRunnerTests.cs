using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests;

public class AnalysisRunnerTests
{
    private const string Rubric = ReviewSamples.RubricId;

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_stored_body_that_cannot_be_read_fails_alone(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(5)), Rubric);
        await night.ExecuteAsync("UPDATE conversations SET body = '{\"id\":' WHERE id = 'c2'");
        Assert.Equal(new RunCounts(4, 1), await RunAsync(night));
        Assert.Equal(1, await night.CountAsync("work w JOIN conversations c ON c.key = w.conversation_key WHERE c.id = 'c2' AND w.state = 'failed' AND w.error = 'JsonException'"));
        Assert.Equal(4, await night.CountAsync("analyses"));
        Assert.Equal(new RunCounts(0, 0), await RunAsync(night));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_conversation_that_makes_the_pipeline_throw_fails_alone(string kind)
    {
        await using var night = await Night.OpenAsync(kind, [new SelfContradicting("c3")]);
        await night.ImportAsync(night.Drop("a.jsonl", [.. Enumerable.Range(1, 5).Select(Call)]), "process-check.v1");
        var run = await night.Runs.StartAsync("nightly");
        Assert.Equal(new RunCounts(4, 1), await night.Runner.RunAsync([Product.Rubric("process-check.v1")], run));
        Assert.Equal(1, await night.CountAsync("work w JOIN conversations c ON c.key = w.conversation_key WHERE c.id = 'c3' AND w.state = 'failed' AND w.error LIKE '%OutOfRange%'"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Stopping_keeps_whole_chunks_and_gives_the_rest_back(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(1450)), Rubric);
        using var stop = new CancellationTokenSource();
        var run = await night.Runs.StartAsync("nightly");
        var told = new RunCounts(0, 0);
        var progress = new Told<RunCounts>(counts =>
        {
            told = counts;
            stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => night.Runner.RunAsync([ReviewSamples.Rubric], run, progress, cancel: stop.Token));
        Assert.Equal(told.Analysed, await night.CountAsync("analyses"));
        Assert.Equal(told.Analysed, await night.CountAsync("review_items"));
        Assert.Equal(1450 - told.Analysed, await night.CountAsync("work WHERE state = 'pending'"));
        Assert.InRange(told.Analysed, 1, 1449);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Calls_of_hours_are_written_in_chunks_that_fit_into_memory(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", [.. Enumerable.Range(1, 9).Select(i => Night.Line($"c{i}", new string('。', 400_000)))]), Rubric);
        var told = new List<RunCounts>();
        var run = await night.Runs.StartAsync("nightly");
        Assert.Equal(new RunCounts(9, 0), await night.Runner.RunAsync([ReviewSamples.Rubric], run, new Told<RunCounts>(told.Add)));
        Assert.Equal(3, told.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Stopping_within_a_chunk_leaves_nothing_of_it(string kind)
    {
        using var stop = new CancellationTokenSource();
        await using var night = await Night.OpenAsync(kind, [new Stopping("c7", stop)]);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(20)), Rubric);
        var run = await night.Runs.StartAsync("nightly");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => night.Runner.RunAsync([ReviewSamples.Rubric], run, cancel: stop.Token));
        Assert.Equal(0, await night.CountAsync("analyses"));
        Assert.Equal(20, await night.CountAsync("work WHERE state = 'pending' AND claimed_by IS NULL"));
        Assert.Equal(new RunCounts(20, 0), await RunAsync(night));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_result_whose_claim_was_lost_is_not_kept_and_the_rest_of_its_chunk_is(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(3)), Rubric);
        var thief = new Thief(night);
        var robbed = night.RunnerWith([thief]);
        Assert.Equal(new RunCounts(2, 0), await robbed.RunAsync([ReviewSamples.Rubric], await night.Runs.StartAsync("nightly")));
        Assert.Equal(2, await night.CountAsync("analyses"));
        Assert.Equal(2, await night.CountAsync("review_items"));
        Assert.Equal(1, await night.CountAsync("work WHERE state = 'claimed' AND claimed_by = 'thief'"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Two_runners_at_once_give_every_conversation_one_analysis(string kind)
    {
        const int Conversations = 2000;
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(Conversations)), Rubric);
        var run = await night.Runs.StartAsync("nightly");
        var counts = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => night.RunnerWith(Product.Detectors).RunAsync([ReviewSamples.Rubric], run))));
        Assert.Equal(new RunCounts(Conversations, 0), counts[0] + counts[1]);
        Assert.Equal(Conversations, await night.CountAsync("analyses"));
        Assert.Equal(Conversations, await night.CountAsync("conversations c JOIN analyses a ON a.conversation_key = c.key AND a.is_current"));
        Assert.Equal(0, await night.CountAsync("work"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_lease_is_renewed_while_its_conversation_is_analysed(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(1)), Rubric);
        var runner = new AnalysisRunner(night.Database, night.Work, night.Conversations, night.Analyses, night.Queue, [new Slow(night)], new Hasty());
        Assert.Equal(new RunCounts(1, 0), await runner.RunAsync([ReviewSamples.Rubric], await night.Runs.StartAsync("nightly")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_version_that_is_superseded_while_it_is_analysed_gets_no_analysis(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(1)), Rubric);
        var newer = night.Drop("b.jsonl", Night.Line("c1", "请稍等"));
        var runner = night.RunnerWith([new Meanwhile(() => night.ImportAsync(newer, Rubric))]);
        var run = await night.Runs.StartAsync("nightly");
        Assert.Equal(new RunCounts(1, 0), await runner.RunAsync([ReviewSamples.Rubric], run) + await runner.RunAsync([ReviewSamples.Rubric], run));
        Assert.Equal(1, await night.CountAsync("analyses"));
        Assert.Equal(1, await night.CountAsync("analyses a JOIN conversations c ON c.key = a.conversation_key AND c.version = 2"));
    }

    private static string Call(int number) =>
        ConversationJson.Write(Talk.Call("agent 0-2: 您好", "customer 3-5: 在吗", "agent 6-8: 请讲") with { Id = $"c{number}" });

    private static async Task<RunCounts> RunAsync(Night night) => await night.Runner.RunAsync([ReviewSamples.Rubric], await night.Runs.StartAsync("nightly"));

    /// <summary>Finds something in an utterance that one conversation does not have; a bug of this kind passes the guard around detectors.</summary>
    private sealed class SelfContradicting(string id) : ISignalDetector
    {
        public string Name => "self-contradicting";

        public IReadOnlyCollection<string> Tags => ["interruption"];

        public void Detect(AnalysisContext context)
        {
            if (context.Conversation.Id == id) context.Signals.Add(new("interruption", 99, new(0, 1), 1, SignalSource.Timing, Sentence.Empty));
        }
    }

    /// <summary>Stops the run while one conversation is analysed.</summary>
    private sealed class Stopping(string id, CancellationTokenSource stop) : ISignalDetector
    {
        public string Name => "stopping";

        public IReadOnlyCollection<string> Tags => [];

        public void Detect(AnalysisContext context)
        {
            if (context.Conversation.Id == id) stop.Cancel();
        }
    }

    /// <summary>Another worker has the last row after its lease ran out while it was analysed.</summary>
    private sealed class Thief(Night night) : ISignalDetector
    {
        public string Name => "thief";

        public IReadOnlyCollection<string> Tags => [];

        public void Detect(AnalysisContext context)
        {
            night.ExecuteAsync("UPDATE work SET claimed_by = 'thief' WHERE conversation_key = (SELECT max(conversation_key) FROM work)").GetAwaiter().GetResult();
        }
    }

    /// <summary>Does something once, while the first conversation is analysed.</summary>
    private sealed class Meanwhile(Func<Task> act) : ISignalDetector
    {
        private int _calls;

        public string Name => "meanwhile";

        public IReadOnlyCollection<string> Tags => [];

        public void Detect(AnalysisContext context)
        {
            if (Interlocked.Increment(ref _calls) == 1) act().GetAwaiter().GetResult();
        }
    }

    /// <summary>Works on until a lease that ran out has been renewed; a heartbeat that never comes ends the wait.</summary>
    private sealed class Slow(Night night) : ISignalDetector
    {
        public string Name => "slow";

        public IReadOnlyCollection<string> Tags => [];

        public void Detect(AnalysisContext context)
        {
            night.EndLeasesAsync().GetAwaiter().GetResult();
            for (var look = 0; night.CountAsync("work WHERE claimed_until > '2002-01-01 00:00:00+00:00'").GetAwaiter().GetResult() == 0; look++) Assert.True(look < 20_000);
        }
    }

    /// <summary>Timers that go off a thousand times as fast.</summary>
    private sealed class Hasty : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime / 1000, period / 1000);
    }
}
