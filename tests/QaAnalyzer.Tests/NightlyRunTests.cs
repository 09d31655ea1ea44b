using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests;

public class NightlyRunTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_pulls_analyses_and_fills_the_review_queue(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Drop("a.jsonl", [.. Night.Lines(3), "{ broken"]);
        night.Drop("b.jsonl", Night.Line("c3"), Night.Line("c4"));
        var run = await night.Run.RunAsync(night.Plan);
        Assert.Equal(("finished", 6, 4, 1, 1), (run.State, run.Pulled, run.Accepted, run.Duplicate, run.Quarantined));
        Assert.Equal((4, 0), (run.Analysed, run.Failed));
        Assert.Equal(4, await night.CountAsync("analyses WHERE is_current"));
        Assert.Equal(4, await night.CountAsync("review_items WHERE state = 'pending'"));
        Assert.Equal(4, await night.CountAsync($"analyses WHERE run_key = {run.Key}"));
        var listed = (await night.Runs.LatestAsync(10)).Single(r => r.Key == run.Key);
        Assert.Equal(run, listed);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_second_run_does_nothing(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Drop("a.jsonl", Night.Lines(3));
        Assert.True(await night.Run.HasWorkAsync(night.Plan));
        await night.Run.RunAsync(night.Plan);
        Assert.False(await night.Run.HasWorkAsync(night.Plan));
        var again = await night.Run.RunAsync(night.Plan);
        Assert.Equal(("finished", 0, 0, 0), (again.State, again.Pulled, again.Analysed, again.Failed));
        Assert.Equal(3, await night.CountAsync("analyses"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_goes_to_done_and_an_older_one_of_its_name_stays(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        foreach (var id in new[] { "c1", "c2", "c3" })
        {
            night.Drop("a.jsonl", Night.Line(id));
            await night.Run.RunAsync(night.Plan);
        }

        Assert.Empty(Directory.GetFiles(night.Inbox));
        Assert.Equal(["a.2.jsonl", "a.3.jsonl", "a.jsonl"], Directory.GetFiles(night.Done).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("\"c1\"", await File.ReadAllTextAsync(Path.Combine(night.Done, "a.jsonl")), StringComparison.Ordinal);
        Assert.Contains("\"c3\"", await File.ReadAllTextAsync(Path.Combine(night.Done, "a.3.jsonl")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_of_unreadable_records_goes_to_quarantine_with_the_reasons_beside_it(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Drop("bad.jsonl", "{\"id\":\"a\",\"channel\":\"fax\"}", "{\"id\":\"b\",\"channel\":\"fax\"}");
        night.Drop("noise.bin", "\u0001\u0002");
        var run = await night.Run.RunAsync(night.Plan);
        Assert.Equal((3, 0, 3), (run.Pulled, run.Accepted, run.Quarantined));
        Assert.Equal(3, await night.CountAsync("quarantine"));
        Assert.False(Directory.Exists(night.Done));
        Assert.Equal(["bad.jsonl", "bad.jsonl.reasons.txt", "noise.bin", "noise.bin.reasons.txt"], night.Quarantined);
        Assert.Equal(
            ["bad.jsonl line 1: channel: expected chat, call or email, got \"fax\"", "bad.jsonl line 2: channel: expected chat, call or email, got \"fax\""],
            await File.ReadAllLinesAsync(Path.Combine(night.Inbox, "quarantine", "bad.jsonl.reasons.txt")));
        Assert.False(await night.Run.HasWorkAsync(night.Plan));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_half_usable_file_is_done_and_its_copy_waits_in_quarantine_to_be_mended(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Drop("a.jsonl", Night.Line("c1"), "{ broken");
        await night.Run.RunAsync(night.Plan);
        Assert.Equal(["a.jsonl"], Directory.GetFiles(night.Done).Select(Path.GetFileName));
        Assert.Equal(["a.jsonl", "a.jsonl.reasons.txt"], night.Quarantined);

        night.Drop("a.jsonl", Night.Line("c1"), Night.Line("c2"));
        var mended = await night.Run.RunAsync(night.Plan);
        Assert.Equal((1, 1, 0), (mended.Accepted, mended.Duplicate, mended.Quarantined));
        Assert.Equal(2, night.Quarantined.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_new_rubric_covers_old_conversations(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Drop("a.jsonl", Night.Lines(3));
        await night.Run.RunAsync(night.Plan);
        var run = await night.Run.RunAsync(night.Plan with { Rubrics = [ReviewSamples.Rubric, ReviewSamples.Rubric with { Id = "sample-form.v2" }] });
        Assert.Equal((3, 0), (run.Analysed, run.Failed));
        Assert.Equal(3, await night.CountAsync("analyses WHERE rubric = 'sample-form.v2' AND is_current"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Inboxes_that_do_not_exist_are_no_error(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        Assert.False(await night.Run.HasWorkAsync(night.Plan));
        Assert.Equal("finished", (await night.Run.RunAsync(night.Plan)).State);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Two_runs_at_once_share_the_work(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        for (var i = 0; i < 10; i++) night.Drop($"f{i}.jsonl", [.. Enumerable.Range(0, 50).Select(c => Night.Line($"{i}-{c}"))]);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => night.Run.RunAsync(night.Plan))));
        await night.Run.RunAsync(night.Plan);
        Assert.Equal(500, await night.CountAsync("analyses WHERE is_current"));
        Assert.Equal(500, await night.CountAsync("analyses"));
        Assert.Equal(10, Directory.GetFiles(night.Done).Length);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_run_that_breaks_is_failed_with_the_counts_so_far(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Drop("a.jsonl", Night.Lines(3));
        var broken = new Told<NightlyProgress>(_ => throw new InvalidDataException("the terminal is gone"));
        await Assert.ThrowsAsync<InvalidDataException>(() => night.Run.RunAsync(night.Plan, broken));
        var run = (await night.Runs.LatestAsync(10)).Single(r => r.Kind == "nightly");
        Assert.Equal(("failed", "InvalidDataException", 3, 3), (run.State, run.Message, run.Accepted, run.Analysed));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_pulled_is_analysed_skipped_or_quarantined(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Drop("a.jsonl", [.. Night.Lines(4), Night.Line("c1"), "{ broken"]);
        night.Drop("b.jsonl", Night.Line("c2", "请稍等"), Night.Line("c9"));
        var run = await night.Run.RunAsync(night.Plan with { Deadline = night.Clock.GetUtcNow().AddHours(1) });
        Assert.Equal(("finished", null), (run.State, run.Message));
        Assert.Equal((8, 6, 1, 1), (run.Pulled, run.Accepted, run.Duplicate, run.Quarantined));
        Assert.Equal((5, 1, 0, 0), (run.Complete, run.Superseded, run.Broken, run.Unfinished));
        Assert.Equal((5, 5, true), (run.Planned, run.Analysed, run.HoldsDeadline));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_run_that_loses_a_conversation_has_failed_and_says_so(string kind)
    {
        Night? night = null;
        await using var opened = await Night.OpenAsync(kind, [new Losing(() => night!.ExecuteAsync("DELETE FROM work WHERE conversation_key = (SELECT key FROM conversations WHERE id = 'c2')"))]);
        night = opened;
        night.Drop("a.jsonl", Night.Lines(3));
        var run = await night.Run.RunAsync(night.Plan);
        Assert.Equal(("failed", 2), (run.State, run.Complete));
        Assert.Equal("accepted 3 is not analysed 2 + superseded 0 + failed 0 + unfinished 0: look for conversations without work and without analysis", run.Message);
        Assert.Equal(run, (await night.Runs.LatestAsync(10)).Single(r => r.Kind == "nightly"));
    }

    private sealed class Losing(Func<Task> lose) : ISignalDetector
    {
        public string Name => "losing";

        public IReadOnlyCollection<string> Tags => [];

        public void Detect(AnalysisContext context)
        {
            if (context.Conversation.Id == "c2") lose().GetAwaiter().GetResult();
        }
    }
}
