using QaAnalyzer.Conversations.Repairs;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.Storage;

public class SearchTests
{
    private static readonly ConversationFilter Filter = new() { Rubric = ReviewSamples.RubricId };

    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Words_of_both_languages_are_found_however_they_are_written(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await SaveAsync(night, "zh", "customer: 淨水器漏水，我要退款", "agent: 您好，訂單ＡＢ１２３已收到");
        await SaveAsync(night, "en", "customer: My ORDER never came", "agent: I’ll refund it, naïve café 👍🏽");
        await BeforeAndAfterAsync(night, async () =>
        {
            foreach (var asked in new[] { "净水器", "淨水", "退款", "订单 ab123", "ＡＢ１２３", "退款 漏水", "款", "退", "「我要退款」", "“漏水,我要”", "漏水 您好" }) await FoundAsync(night, asked, "zh");
            foreach (var asked in new[] { "order", "Refund order", "\"never came\"", "CAFÉ", "cafe\u0301", "👍", "\"my order never\"", "ll" }) await FoundAsync(night, asked, "en");
            foreach (var asked in new[] { "款我", "refunds", "rder", "\"order came\"", "“要我退款”", "退款 order", "ab", "ab12", "😀" }) await FoundAsync(night, asked);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Signs_of_SQL_and_of_the_index_mean_nothing(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await SaveAsync(night, "one", "customer: it's 100% a*b (c) and or not near x:y ^z -w 'q' \\n ;drop_table% {k} | & ! <-> #tag");
        string[] there = ["100%", "a*b", "(c)", "a AND b", "b OR c", "NOT near", "x:y", "^z", "-w", "'q'", "\\n", ";drop_table%", "{k} | &", "! <-> tag", "it''s", "#tag", "\"a*b (c)\"", "\"100%"];
        string[] absent = ["zzz*", "a OR zzz", "dro*", "dro%", "dr_p", "NOT zzz", "words:zzz", "' OR '1'='1"];
        await BeforeAndAfterAsync(night, async () =>
        {
            foreach (var asked in there) await FoundAsync(night, asked, "one");
            foreach (var asked in absent) await FoundAsync(night, asked);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Numbers_are_whole_and_signs_count_in_quotes_alone(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await SaveAsync(night, "percent", "customer: 净水器漏水，退 50% 可以吗");
        await SaveAsync(night, "name", "customer: 净水器漏水，退 500 可以吗", "agent: file_name! 50 收到");
        await FoundAsync(night, "漏水", "name", "percent");
        await FoundAsync(night, "50%", "name", "percent");
        await FoundAsync(night, "\"50%\"", "percent");
        await FoundAsync(night, "500", "name");
        await FoundAsync(night, "file%name", "name");
        await FoundAsync(night, "\"file%name\"");
        await FoundAsync(night, "\"file_name!\"", "name");
        await FoundAsync(night, "fileXname");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_id_is_found_whole_or_by_the_beginning_of_one_of_its_parts(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await SaveAsync(night, "Shop/2026-0042", "customer: 在吗");
        await SaveAsync(night, "shop-20", "customer: 在吗 2026");
        await SaveAsync(night, "shopx20", "customer: 在吗");
        await BeforeAndAfterAsync(night, async () =>
        {
            foreach (var asked in new[] { "shop/2026-0042", "SHOP-2026", "0042", "004", "2026-0" }) await FoundAsync(night, asked, "Shop/2026-0042");
            await FoundAsync(night, "2026", "shop-20", "Shop/2026-0042");
            await FoundAsync(night, "shop-20", "shop-20", "Shop/2026-0042");
            foreach (var asked in new[] { "shop", "sho", "42", "\"0042\"" }) await FoundAsync(night, asked);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_version_that_is_superseded_or_repaired_is_not_found_any_more(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var first = await SaveAsync(night, "c1", "customer: 旧话");
        await FoundAsync(night, "旧话", "c1");
        var second = await SaveAsync(night, "c1", "customer: 新话");
        await FoundAsync(night, "旧话");
        await FoundAsync(night, "新话", "c1");
        Assert.Equal(1, await night.CountAsync(kind == "sqlite" ? "conversation_words" : "new_words"));
        await new WordFill(night.Database, night.Clock).RunAsync();
        await RepairAsync(night, second, "customer: 改好");
        await FoundAsync(night, "新话");
        await FoundAsync(night, "改好", "c1");
        Assert.NotEqual(first, second);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_search_is_one_filter_more_and_its_pages_hold_every_hit_once(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        for (var i = 1; i <= 7; i++)
        {
            await night.SaveAsync(Talk.Chat($"customer: 我要退款 {i % 2}", "agent: 好的") with { Id = $"c{i}", Queue = i % 2 == 0 ? "even" : "odd", Agent = new() { Id = i > 3 ? "A1" : "A2" } });
            if (i == 4) await new WordFill(night.Database, night.Clock).RunAsync();
        }

        await FoundAsync(night, "退款", Filter with { Queue = "odd" }, "c7", "c5", "c3", "c1");
        await FoundAsync(night, "“我要退款”", Filter with { Queue = "even", AgentId = "A2" }, "c2");
        await FoundAsync(night, "退款", Filter with { Channel = "call" });
        foreach (var asked in new[] { "退款", "“我要退款”" })
        {
            var pages = new List<string>();
            for (var page = 1; page <= 4; page++)
            {
                var found = await night.Conversations.ListAsync(Filter with { Search = asked, PageSize = 2, Page = page });
                Assert.Equal(7, found.Total);
                pages.AddRange(found.Rows.Select(r => r.Id));
            }

            Assert.Equal(["c7", "c6", "c5", "c4", "c3", "c2", "c1"], pages);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_phrase_with_too_many_candidates_says_where_it_stopped_and_goes_on_below(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var oldest = await SaveAsync(night, "oldest", "customer: 我要退款");
        night.Drop("many.jsonl", [.. Enumerable.Range(1, ConversationPage.MostRead).Select(i => Night.Line($"m{i}", "要退退款我要"))]);
        await night.ImportAsync(Path.Combine(night.Inbox, "many.jsonl"));
        var newer = await night.Conversations.ListAsync(Filter with { Search = "“我要退款”" });
        Assert.Empty(newer.Rows);
        var below = Assert.NotNull(newer.ReadDownTo);
        var older = await night.Conversations.ListAsync(Filter with { Search = "“我要退款”", Below = below });
        Assert.Equal((oldest, 1L, null), (Assert.Single(older.Rows).Key, older.Total, older.ReadDownTo));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_cannot_be_looked_for_is_said_and_a_long_query_is_answered(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var text = string.Concat(Enumerable.Range(0, 200).Select(i => (char)('一' + i)));
        await SaveAsync(night, "c1", $"customer: {text}");
        await FoundAsync(night, text, "c1");
        Assert.NotNull((await night.Conversations.ListAsync(Filter with { Search = "？！" })).Refusal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_conversation_of_enormous_size_is_stored_and_found(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var text = string.Concat(Enumerable.Range(0, 600_000).Select(i => (char)('一' + (i * 7919L % 20_000 + i / 20_000) % 20_000)));
        await SaveAsync(night, "c1", "customer: 开头", $"customer: {text}");
        await FoundAsync(night, "开头", "c1");
        await new WordFill(night.Database, night.Clock).RunAsync();
        await FoundAsync(night, "开头", "c1");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Retention_takes_the_words_of_a_month_with_it(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await SaveAsync(night, "old", "customer: 退款");
        await new WordFill(night.Database, night.Clock).RunAsync();
        await SaveAsync(night, "old2", "customer: 退款");
        night.Clock.Move(TimeSpan.FromDays(40));
        await SaveAsync(night, "new", "customer: 退款");
        await new Partitions(night.Database, night.Clock).DropAsync(night.Clock.GetUtcNow());
        await FoundAsync(night, "退款", "new");
        Assert.Equal(1, await night.CountAsync("conversation_words") + (kind == "sqlite" ? 0 : await night.CountAsync("new_words")));
    }

    /// <summary>A search must not tell whether the words lie under the index yet.</summary>
    private static async Task BeforeAndAfterAsync(Night night, Func<Task> ask)
    {
        await ask();
        await new WordFill(night.Database, night.Clock).RunAsync();
        await ask();
    }

    private static async Task<long> SaveAsync(Night night, string id, params string[] lines) => (await night.SaveAsync(Talk.Chat(lines) with { Id = id })).Key;

    private static async Task RepairAsync(Night night, long key, string line)
    {
        var from = (await night.Conversations.FindAsync(key))!;
        await using var connection = await night.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        Assert.NotNull(await night.Conversations.RepairAsync(
            connection, transaction, from, Talk.Chat(line) with { Id = from.Conversation.Id }, ConversationRepair.SwapSides, "lead"));
        await transaction.CommitAsync();
    }

    private static Task FoundAsync(Night night, string asked, params string[] ids) => FoundAsync(night, asked, Filter, ids);

    private static async Task FoundAsync(Night night, string asked, ConversationFilter filter, params string[] ids)
    {
        var found = await night.Conversations.ListAsync(filter with { Search = asked });
        Assert.Null(found.Refusal);
        Assert.True(ids.SequenceEqual(found.Rows.Select(r => r.Id)), $"{asked}: {string.Join(' ', found.Rows.Select(r => r.Id))}");
        Assert.Equal((ids.Length, 0L), (found.Total, found.Lacking));
    }
}
