using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.Storage;

public class WordFillTests
{
    private static readonly ConversationFilter Asked = new() { Rubric = ReviewSamples.RubricId, Search = "退款" };

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_an_earlier_version_stored_is_counted_until_it_is_filled(string kind)
    {
        await using var night = await WithoutWordsAsync(kind, 3);
        await night.SaveAsync(Talk.Chat("customer: 退款") with { Id = "new" });
        var before = await night.Conversations.ListAsync(Asked);
        Assert.Equal((1L, 3L), (before.Total, before.Lacking));
        Assert.Equal(0, (await night.Conversations.ListAsync(Asked with { Queue = "none" })).Lacking);
        Assert.Equal(3, (await Fill(night).RunAsync()).Filled);
        var after = await night.Conversations.ListAsync(Asked);
        Assert.Equal((4L, 0L), (after.Total, after.Lacking));
        Assert.Equal(0, (await Fill(night).RunAsync()).Filled);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_fill_that_was_stopped_goes_on_where_it_was(string kind)
    {
        await using var night = await WithoutWordsAsync(kind, WordFill.ChunkSize + 5);
        night.Clock.Move(TimeSpan.FromHours(1));
        Assert.Equal(WordFill.ChunkSize, await Fill(night).FillAsync());
        Assert.Equal(5, (await night.Conversations.ListAsync(Asked)).Lacking);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fill(night).RunAsync(stop.Token));
        Assert.Equal(5, (await Fill(night).RunAsync()).Filled);
        Assert.Equal(0, await night.CountAsync("word_fill WHERE filled_to < (SELECT max(key) FROM conversations)"));
        Assert.Equal(WordFill.ChunkSize + 5, (await night.Conversations.ListAsync(Asked)).Total);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Fills_at_once_do_nothing_twice(string kind)
    {
        await using var night = await WithoutWordsAsync(kind, WordFill.ChunkSize * 2);
        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Fill(night).RunAsync())));
        Assert.Equal(WordFill.ChunkSize * 2, done.Sum(d => d.Filled));
        Assert.Equal(WordFill.ChunkSize * 2, (await night.Conversations.ListAsync(Asked)).Total);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_row_of_a_node_of_the_version_before_is_found_after_everything_was_filled(string kind)
    {
        await using var night = await WithoutWordsAsync(kind, 2);
        night.Clock.Move(TimeSpan.FromHours(1));
        await Fill(night).RunAsync();
        Assert.NotEqual(0, await night.CountAsync("word_fill WHERE filled_to > 0"));
        var (_, late) = await night.SaveAsync(Talk.Chat("customer: 退款") with { Id = "late" });
        await ForgetAsync(night, kind, late);
        Assert.Equal(1, (await night.Conversations.ListAsync(Asked)).Lacking);
        Assert.Equal(1, (await Fill(night).RunAsync()).Filled);
        Assert.Equal(3, (await night.Conversations.ListAsync(Asked)).Total);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_body_that_cannot_be_read_holds_up_nothing(string kind)
    {
        await using var night = await WithoutWordsAsync(kind, 3);
        await night.ExecuteAsync("UPDATE conversations SET body = '{' WHERE id = 'c2'");
        Assert.Equal(3, (await Fill(night).RunAsync()).Filled);
        Assert.Equal(["c3", "c1"], (await night.Conversations.ListAsync(Asked)).Rows.Select(r => r.Id));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_is_filled_or_moved_while_a_night_run_is_at_work(string kind)
    {
        await using var night = await WithoutWordsAsync(kind, 1);
        var run = await night.Runs.StartAsync("nightly");
        Assert.Equal(new FilledWords(0, 0), await Fill(night).RunAsync());
        await night.ExecuteAsync($"UPDATE runs SET state = 'finished' WHERE key = {run}");
        Assert.Equal(1, (await Fill(night).RunAsync()).Filled);
    }

    [PostgreSqlTheory]
    [InlineData("postgresql")]
    public async Task New_words_move_under_the_index_and_are_found_before_and_after(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        for (var i = 0; i < 3; i++) await night.SaveAsync(Talk.Chat("customer: 退款") with { Id = $"c{i}" });
        Assert.Equal(3, (await night.Conversations.ListAsync(Asked)).Total);
        Assert.Equal(new FilledWords(3, 0), await Fill(night).RunAsync());
        Assert.Equal((3L, 0L), (await night.CountAsync("conversation_words"), await night.CountAsync("new_words")));
        Assert.Equal(3, (await night.Conversations.ListAsync(Asked)).Total);
    }

    [PostgreSqlTheory]
    [InlineData("postgresql")]
    public async Task A_month_that_an_earlier_version_made_or_dropped_is_made_whole_and_dropped_whole(string kind)
    {
        await using var night = await WithoutWordsAsync(kind, 1);
        var month = RowKeys.StartOf(RowKeys.MonthOf(night.Clock.GetUtcNow())).ToString("yyyy_MM", System.Globalization.CultureInfo.InvariantCulture);
        await night.ExecuteAsync($"DROP TABLE conversation_words_{month}");
        Assert.Equal(1, (await Fill(night).RunAsync()).Filled);
        await night.ExecuteAsync($"DROP TABLE conversations_{month}; DROP TABLE analyses_{month}; DROP TABLE signals_{month}; DROP TABLE drafts_{month}");
        await new Partitions(night.Database, night.Clock).DropAsync(night.Clock.GetUtcNow().AddDays(40));
        Assert.Equal(0, await night.CountAsync("conversation_words"));
    }

    private static WordFill Fill(Night night) => new(night.Database, night.Clock);

    /// <summary>As a node of the version before would have stored them.</summary>
    private static async Task<Night> WithoutWordsAsync(string kind, int count)
    {
        var night = await Night.OpenAsync(kind);
        night.Drop("a.jsonl", [.. Enumerable.Range(1, count).Select(i => Night.Line($"c{i}", "退款"))]);
        await night.ImportAsync(Path.Combine(night.Inbox, "a.jsonl"));
        await ForgetAsync(night, kind, 0);
        return night;
    }

    private static Task ForgetAsync(Night night, string kind, long from) => night.ExecuteAsync(
        kind == "sqlite" ? $"DELETE FROM conversation_words WHERE rowid >= {from}" : $"DELETE FROM new_words WHERE key >= {from}");
}
