using Npgsql;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.Storage;

public class CoverTests
{
    private const string Waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO work%'";

    /// <summary>A run that begins looks through everything stored while nodes that help with another finish what it sees open.</summary>
    [PostgreSqlTheory]
    [InlineData("postgresql")]
    public async Task What_others_finish_while_a_rubric_is_covered_is_not_work_again(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(3)), ReviewSamples.RubricId);
        var claims = await night.Work.ClaimAsync([ReviewSamples.RubricId], WorkerProcess.Current, 2);
        await using var connection = await night.Database.OpenAsync();
        await using var finishing = await connection.BeginTransactionAsync();
        await night.Work.FinishAsync(connection, finishing, claims, WorkerProcess.Current);
        foreach (var claim in claims)
            await night.Analyses.SaveAsync(connection, finishing, claim.ConversationKey, null, ReviewSamples.Analysis(ReviewSamples.Conversation("c")));

        var covering = Task.Run(() => night.Work.CoverAsync(ReviewSamples.RubricId));
        await using var look = new NpgsqlConnection(night.ConnectionString);
        await look.OpenAsync();
        await using var command = new NpgsqlCommand(Waiting, look);
        while ((long)(await command.ExecuteScalarAsync())! == 0) Assert.False(covering.IsCompleted);
        await finishing.CommitAsync();

        Assert.Equal(0, await covering);
        Assert.Equal((1, 2), (await night.CountAsync("work"), await night.CountAsync("analyses")));
        Assert.Equal(1, await night.CountAsync("rubric_coverage WHERE state = 'covered'"));
    }
}
