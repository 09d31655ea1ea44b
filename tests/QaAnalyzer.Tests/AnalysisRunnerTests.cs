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
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(450)), Rubric);
        using var stop = new CancellationTokenSource();
        var run = await night.Runs.StartAsync("nightly");
        var told = new RunCounts(0, 0);
        var progress = new Told<RunCounts>(counts =>
        {
            told = counts;
            stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => night.Runner.RunAsync([ReviewSamples.Rubric], run, progress, stop.Token));
        Assert.Equal(told.Analysed, await night.CountAsync("analyses"));
        Assert.Equal(told.Analysed, await night.CountAsync("review_items"));
        Assert.Equal(450 - told.Analysed, await night.CountAsync("work WHERE state = 'pending'"));
        Assert.InRange(told.Analysed, 1, 449);
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
    public async Task A_result_whose_claim_was_lost_is_not_kept(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(1)), Rubric);
        var thief = new Thief(night);
        var robbed = night.RunnerWith([thief]);
        Assert.Equal(new RunCounts(0, 0), await robbed.RunAsync([ReviewSamples.Rubric], await night.Runs.StartAsync("nightly")));
        Assert.Equal(0, await night.CountAsync("analyses"));
        Assert.Equal(1, await night.CountAsync("work WHERE state = 'claimed' AND claimed_by = 'thief'"));
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
            if (context.Conversation.Id == id) context.Signals.Add(new("interruption", 99, new(0, 1), 1, SignalSource.Timing, ""));
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

    /// <summary>Another worker has the row after its lease ran out while it was analysed.</summary>
    private sealed class Thief(Night night) : ISignalDetector
    {
        public string Name => "thief";

        public IReadOnlyCollection<string> Tags => [];

        public void Detect(AnalysisContext context)
        {
            night.ExecuteAsync("UPDATE work SET claimed_by = 'thief'").GetAwaiter().GetResult();
        }
    }
}
