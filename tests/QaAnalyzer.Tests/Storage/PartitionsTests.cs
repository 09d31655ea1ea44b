using Dapper;
using QaAnalyzer.Reviews;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.Storage;

public class PartitionsTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task This_month_and_the_next_three_are_made_once(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Clock.Move(TimeSpan.FromDays(3650));
        var partitions = new Partitions(night.Database, night.Clock);
        var made = kind == "sqlite" ? 0 : 4;
        Assert.Equal(made, await partitions.EnsureAsync());
        Assert.Equal(0, await partitions.EnsureAsync());
        Assert.Equal(0, await new Partitions(night.Database, night.Clock).EnsureAsync());
        var now = RowKeys.MonthOf(night.Clock.GetUtcNow());
        Assert.Equal(Enumerable.Range(now, made), (await partitions.MonthsAsync()).Where(m => m >= now));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nodes_that_make_a_month_at_once_make_it_once(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        var month = RowKeys.MonthOf(night.Clock.GetUtcNow()) + 500;
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new Partitions(night.Database, night.Clock).EnsureAsync(month))));
        Assert.Equal(kind == "sqlite" ? 0 : 1, made.Count(m => m));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_conversation_of_a_month_that_nobody_made_is_saved_and_analysed(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Clock.Move(TimeSpan.FromDays(3650));
        night.Drop("a.jsonl", Night.Lines(2));
        var run = await night.Run.RunAsync(night.Plan);
        Assert.Equal(("finished", 2L), (run.State, run.Analysed));
        var key = await night.KeyOfAsync("c1");
        Assert.Equal(RowKeys.MonthOf(night.Clock.GetUtcNow()), RowKeys.MonthOf(key));
        Assert.NotNull(await night.Analyses.CurrentAsync(key, ReviewSamples.RubricId));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_dropped_month_takes_everything_but_what_people_said(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Drop("old.jsonl", Night.Lines(3));
        await night.Run.RunAsync(night.Plan);
        await night.CoverAsync("other.v1");
        await ReviewAsync(night, await night.KeyOfAsync("c1"));
        var old = night.Clock.GetUtcNow();
        night.Clock.Move(TimeSpan.FromDays(40));
        night.Drop("new.jsonl", Night.Line("n1"));
        await night.Run.RunAsync(night.Plan);

        var partitions = new Partitions(night.Database, night.Clock);
        Assert.DoesNotContain(await partitions.DropAsync(old), d => d.Conversations > 0);
        var dropped = (await partitions.DropAsync(night.Clock.GetUtcNow())).Single(d => d.Conversations > 0);
        Assert.Equal(new DroppedMonth(new(old.Year, old.Month, 1, 0, 0, 0, TimeSpan.Zero), 3), dropped);
        Assert.Empty(await partitions.DropAsync(night.Clock.GetUtcNow()));

        Assert.Equal(1, await night.CountAsync("conversations"));
        Assert.Equal(1, await night.CountAsync("conversation_ids"));
        Assert.Equal(1, await night.CountAsync("analyses"));
        Assert.Equal(0, await night.CountAsync("work"));
        Assert.Equal(1, await night.CountAsync("review_items"));
        Assert.Equal(await night.CountAsync("drafts"), await night.CountAsync("drafts d JOIN analyses a ON a.key = d.analysis_key"));
        Assert.Equal(1, await night.CountAsync("reviews"));
        Assert.Equal(1, await night.CountAsync("runs WHERE kind = 'retention' AND message = 'dropped 2026-03: 3 conversations'"));
        Assert.Equal(SaveOutcome.New, (await night.SaveAsync(ReviewSamples.Conversation("c1"))).Outcome);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_id_whose_newer_version_came_in_a_later_month_is_still_known(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.SaveAsync(ReviewSamples.Conversation("c1"));
        night.Clock.Move(TimeSpan.FromDays(40));
        await night.SaveAsync(ReviewSamples.Conversation("c1") with { Queue = "售前" });
        await new Partitions(night.Database, night.Clock).DropAsync(night.Clock.GetUtcNow());
        Assert.Equal(1, await night.CountAsync("conversations WHERE version = 2"));
        Assert.Equal(SaveOutcome.Duplicate, (await night.SaveAsync(ReviewSamples.Conversation("c1") with { Queue = "售前" })).Outcome);
        Assert.Equal(SaveOutcome.NewVersion, (await night.SaveAsync(ReviewSamples.Conversation("c1") with { Queue = "投诉" })).Outcome);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_conversation_is_looked_for_by_index_in_its_month_alone(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        if (night.Database.Dialect == Dialect.Sqlite) return;
        await using var connection = await night.Database.OpenAsync();
        var key = RowKeys.FirstOf(RowKeys.MonthOf(night.Clock.GetUtcNow()));
        await new Partitions(night.Database, night.Clock).EnsureAsync();
        await connection.ExecuteAsync("SET enable_seqscan = off");
        foreach (var (table, column) in new[] { ("conversations", "key"), ("analyses", "is_current AND conversation_key"), ("drafts", "analysis_key"), ("signals", "signal_set") })
        {
            var plan = string.Join('\n', await connection.QueryAsync<string>($"EXPLAIN SELECT * FROM {table} WHERE {column} = {key}"));
            Assert.Contains($"{table}_2026_03", plan, StringComparison.Ordinal);
            Assert.DoesNotContain($"{table}_2026_04", plan, StringComparison.Ordinal);
            Assert.Contains("Index", plan, StringComparison.Ordinal);
        }
    }

    private static async Task ReviewAsync(Night night, long key)
    {
        await using var connection = await night.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await new ReviewStore(night.Database, night.Clock).AddAsync(connection, transaction, new()
        {
            ConversationKey = key,
            Rubric = ReviewSamples.RubricId,
            Criterion = "opening-greeting",
            Evaluator = "anna",
            Decision = Decision.Confirmed,
            Score = 4,
        });
        await transaction.CommitAsync();
    }
}
