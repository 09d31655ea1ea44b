using QaAnalyzer.Conversations;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.Storage;

public class ConversationStoreTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_conversation_comes_back_as_it_was_saved(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var saved = ReviewSamples.Conversation("c1");
        var (outcome, key) = await night.SaveAsync(saved);
        Assert.Equal(SaveOutcome.New, outcome);
        var found = await night.Conversations.FindAsync(key);
        Assert.Equal(("test", 1), (found!.Source, found.Version));
        Assert.Equal(ConversationJson.Write(saved), ConversationJson.Write(found.Conversation));
        Assert.Null(await night.Conversations.FindAsync(key + 1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_same_content_again_is_a_duplicate(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var (_, key) = await night.SaveAsync(ReviewSamples.Conversation("c1"));
        Assert.Equal((SaveOutcome.Duplicate, key), await night.SaveAsync(ReviewSamples.Conversation("c1")));
        Assert.Equal(1, await night.CountAsync("conversations"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Other_content_is_a_newer_version_and_both_stay(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var (_, older) = await night.SaveAsync(ReviewSamples.Conversation("c1"));
        var (outcome, newer) = await night.SaveAsync(ReviewSamples.Conversation("c1") with { Queue = "售前" });
        Assert.Equal(SaveOutcome.NewVersion, outcome);
        Assert.Equal((1, "售后"), await VersionAsync(night, older));
        Assert.Equal((2, "售前"), await VersionAsync(night, newer));
        var listed = Assert.Single((await night.Conversations.ListAsync(Filter)).Rows);
        Assert.Equal((newer, 2), (listed.Key, listed.Version));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_conversation_saved_by_many_at_once_is_new_once(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => night.SaveAsync(ReviewSamples.Conversation("c1")))));
        Assert.Single(saved, s => s.Outcome == SaveOutcome.New);
        Assert.Equal(7, saved.Count(s => s.Outcome == SaveOutcome.Duplicate));
        Assert.Single(saved.Select(s => s.Key).Distinct());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Versions_saved_at_once_get_numbers_of_their_own_and_one_is_current(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => night.SaveAsync(ReviewSamples.Conversation("c1") with { Queue = $"q{i}" }))));
        Assert.Equal(8, await night.CountAsync("conversations"));
        Assert.Equal(1, await night.CountAsync("conversations WHERE is_current"));
        Assert.Equal(1, await night.CountAsync("conversations WHERE is_current AND version = 8"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_batch_is_saved_in_its_order_and_a_later_version_in_it_supersedes_the_earlier(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var (_, known) = await night.SaveAsync(ReviewSamples.Conversation("b"));
        await using var connection = await night.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        Conversation[] batch =
        [
            ReviewSamples.Conversation("z"), ReviewSamples.Conversation("a"), ReviewSamples.Conversation("b"),
            ReviewSamples.Conversation("a") with { Queue = "售前" }, ReviewSamples.Conversation("a") with { Queue = "售前" },
        ];
        var saved = await night.Conversations.SaveAsync(connection, transaction, "test", batch, 7);
        await transaction.CommitAsync();
        Assert.Equal([SaveOutcome.New, SaveOutcome.New, SaveOutcome.Duplicate, SaveOutcome.NewVersion, SaveOutcome.Duplicate], saved.Select(s => s.Outcome));
        Assert.Equal([true, false, false, true, false], saved.Select(s => s.NeedsWork));
        Assert.Equal((known, saved[3].Key), (saved[2].Key, saved[4].Key));
        Assert.True(saved[0].Key < saved[1].Key);
        Assert.Equal((2, "售前"), await VersionAsync(night, saved[4].Key));
        Assert.Equal(3, await night.CountAsync("conversations WHERE run_key = 7"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task NUL_and_half_characters_do_not_stop_an_import(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var odd = ReviewSamples.Conversation("c\0" + "1") with { Queue = "a\0b", Agent = new() { Id = "A\0", Name = "\ud83d" } };
        var (outcome, _) = await night.SaveAsync(odd);
        Assert.Equal(SaveOutcome.New, outcome);
        Assert.Equal(SaveOutcome.Duplicate, (await night.SaveAsync(odd)).Outcome);
        Assert.Single((await night.Conversations.ListAsync(Filter)).Rows);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_filter_narrows_the_list_by_itself(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var one = ReviewSamples.Conversation("one");
        await ReviewSamples.SaveAsync(night.Database, night.Clock, one, ReviewSamples.Analysis(one, greeting: 5));
        await night.Queue.FillAsync(ReviewSamples.RubricId);
        await night.SaveAsync(Talk.Call("agent: hello", "customer: hi") with { Id = "two", Language = "en", Queue = "sales", Agent = new() { Id = "B1" } });
        var grade = Assert.Single(await IdsAsync(night, Filter with { Channel = "chat" }, "one")).Grade;
        await IdsAsync(night, Filter with { Channel = "call" }, "two");
        await IdsAsync(night, Filter with { Language = "en" }, "two");
        await IdsAsync(night, Filter with { Queue = "售后" }, "one");
        await IdsAsync(night, Filter with { AgentId = "B1" }, "two");
        await IdsAsync(night, Filter with { Grade = grade }, "one");
        await IdsAsync(night, Filter with { ReviewState = "pending" }, "one");
        await IdsAsync(night, Filter with { ReviewState = "done" });
        await IdsAsync(night, Filter with { Channel = "chat", Language = "en" });
        await IdsAsync(night, Filter with { Channel = "", Search = " " }, "two", "one");
        var (queues, agents) = await night.Conversations.FilterValuesAsync();
        Assert.Equal(["sales", "售后"], queues.Order(StringComparer.Ordinal));
        Assert.Equal(["A12", "B1"], agents.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Pages_hold_every_conversation_once_newest_first(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        for (var i = 1; i <= 5; i++)
        {
            await night.SaveAsync(ReviewSamples.Conversation($"c{i}"));
            if (i % 2 == 0) night.Clock.Move(TimeSpan.FromMilliseconds(100));
        }

        await IdsAsync(night, Filter with { PageSize = 2 }, "c5", "c4");
        await IdsAsync(night, Filter with { PageSize = 2, Page = 2 }, "c3", "c2");
        await IdsAsync(night, Filter with { PageSize = 2, Page = 3 }, "c1");
        await IdsAsync(night, Filter with { PageSize = 2, Page = 4 });
        Assert.Equal(5, (await night.Conversations.ListAsync(Filter with { PageSize = 2, Page = 4 })).Total);
    }

    private static ConversationFilter Filter => new() { Rubric = ReviewSamples.RubricId };

    private static async Task<IReadOnlyList<ConversationRow>> IdsAsync(Night night, ConversationFilter filter, params string[] expected)
    {
        var page = await night.Conversations.ListAsync(filter);
        Assert.Equal(expected, page.Rows.Select(r => r.Id));
        return page.Rows;
    }

    private static async Task<(int, string?)> VersionAsync(Night night, long key)
    {
        var found = (await night.Conversations.FindAsync(key))!;
        return (found.Version, found.Conversation.Queue);
    }
}
