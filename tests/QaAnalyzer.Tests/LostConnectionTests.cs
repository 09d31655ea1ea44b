using Npgsql;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests;

public class LostConnectionTests
{
    private const int Conversations = 3000;

    private const string CutCopies =
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE 'COPY %'";

    [PostgreSqlTheory]
    [InlineData("postgresql")]
    public async Task A_run_whose_connections_are_cut_while_it_writes_saves_everything_once(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await night.ImportAsync(night.Drop("a.jsonl", Night.Lines(Conversations)), night.Plan.RubricIds[0]);
        File.Delete(Path.Combine(night.Inbox, "a.jsonl"));
        var running = Task.Run(() => night.Run.RunAsync(night.Plan));
        Assert.NotEqual(0, await CutAsync(night, running));

        var run = await running;
        Assert.Equal(("finished", Conversations, 0), (run.State, run.Analysed, run.Failed));
        Assert.Equal((Conversations, Conversations), (await night.CountAsync("analyses"), await night.CountAsync("analyses WHERE is_current")));
        Assert.Equal((0, Conversations), (await night.CountAsync("work"), await night.CountAsync("review_items")));
    }

    /// <summary>Ends up to five connections in the middle of a COPY and returns how many.</summary>
    private static async Task<long> CutAsync(Night night, Task running)
    {
        await using var knife = new NpgsqlConnection(night.ConnectionString + ";Pooling=false");
        await knife.OpenAsync();
        await using var command = new NpgsqlCommand(CutCopies, knife);
        var cuts = 0L;
        while (cuts < 5 && !running.IsCompleted) cuts += (long)(await command.ExecuteScalarAsync())!;
        return cuts;
    }
}
