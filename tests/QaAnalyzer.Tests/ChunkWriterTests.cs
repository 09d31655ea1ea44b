using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests;

public class ChunkWriterTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_result_that_the_database_refuses_fails_alone_with_the_reason(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(50)), ReviewSamples.RubricId);
        foreach (var id in new[] { "c1", "c37" }) await RefuseAsync(night, await night.KeyOfAsync(id));
        var counts = await night.Runner.RunAsync([ReviewSamples.Rubric], await night.Runs.StartAsync("nightly"));
        Assert.Equal(new RunCounts(48, 2), counts);
        Assert.Equal(48, await night.CountAsync("analyses WHERE is_current"));
        Assert.Equal(48, await night.CountAsync("review_items"));
        var reason = night.Database.Sql(sqlite: "SqliteException 1811", postgreSql: "PostgresException 23514 refuse_%");
        Assert.Equal(2, await night.CountAsync($"work WHERE state = 'failed' AND error LIKE '{reason}'"));
        Assert.Equal(2, await night.CountAsync("work"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_database_that_refuses_everything_for_its_own_reason_fails_nothing(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(5)), ReviewSamples.RubricId);
        await night.ExecuteAsync("ALTER TABLE review_items RENAME TO elsewhere");
        var run = await night.Runs.StartAsync("nightly");
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => night.Runner.RunAsync([ReviewSamples.Rubric], run));
        Assert.Equal(0, await night.CountAsync("analyses"));
        Assert.Equal(5, await night.CountAsync("work WHERE state = 'pending'"));
    }

    private static Task RefuseAsync(Night night, long key) => night.ExecuteAsync(night.Database.Sql(
        sqlite: $"CREATE TRIGGER refuse_{key} BEFORE INSERT ON analyses WHEN NEW.conversation_key = {key} BEGIN SELECT RAISE(ABORT, 'refused'); END",
        postgreSql: $"ALTER TABLE analyses ADD CONSTRAINT refuse_{key} CHECK (conversation_key <> {key})"));
}
