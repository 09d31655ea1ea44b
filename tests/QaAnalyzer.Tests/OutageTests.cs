using Npgsql;
using QaAnalyzer.Reviews;
using QaAnalyzer.Sources;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Sources;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests;

/// <summary>The database is away for a moment while records come in.</summary>
public class OutageTests
{
    private const int Conversations = 2500;

    private const string CutAll =
        """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
        """;

    [PostgreSqlTheory]
    [InlineData("postgresql")]
    public async Task Files_whose_import_is_cut_come_in_whole_and_once(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        night.Drop("a.jsonl", [.. Night.Lines(Conversations), "{ broken", "{\"id\":\"x\",\"channel\":\"fax\"}"]);
        var running = Task.Run(() => night.Run.RunAsync(night.Plan));
        Assert.NotEqual(0, await CutAsync(night, running));

        var run = await running;
        Assert.Equal(("finished", Conversations + 2, Conversations, 0, 2), (run.State, run.Pulled, run.Accepted, run.Duplicate, run.Quarantined));
        Assert.Equal((Conversations, Conversations), (await night.CountAsync("conversations"), await night.CountAsync("analyses")));
        Assert.Equal(2, await night.CountAsync("quarantine"));
        Assert.Equal("a.jsonl", Path.GetFileName(Assert.Single(Directory.GetFiles(night.Done))));
    }

    [PostgreSqlTheory]
    [InlineData("postgresql")]
    public async Task A_commit_whose_answer_is_lost_is_not_done_twice(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        await using var cut = new CutAtCommit(night.ConnectionString, cuts: 3);
        await using var database = Database.Of(cut.ConnectionString);
        var importer = ImporterOf(database, night);
        var path = night.Drop("a.jsonl", ["{ broken", .. Night.Lines(1200), "{\"id\":\"x\",\"channel\":\"fax\"}"]);
        var import = await importer.ImportAsync([path], "test", new(), [ReviewSamples.RubricId], [ReviewSamples.Rubric]);
        Assert.Equal(0, cut.Left);
        Assert.Equal((1202, 1200, 0, 2), (import.Pulled, import.Accepted, import.Duplicate, import.Quarantined));
        Assert.Equal((1200, 1200, 2), (await night.CountAsync("conversations"), await night.CountAsync("work"), await night.CountAsync("quarantine")));
    }

    [PostgreSqlTheory]
    [InlineData("postgresql")]
    public async Task A_pull_whose_commits_are_cut_goes_on_and_takes_each_ticket_once(string kind)
    {
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 30);
        await using var pulling = await Pulling.OpenAsync(kind, helpdesk.Token);
        var night = pulling.Night;
        await using var cut = new CutAtCommit(night.ConnectionString, cuts: 2);
        await using var database = Database.Of(cut.ConnectionString);
        var saver = new RecordSaver(database, new(database, night.Clock), new(database, night.Clock), new(database, night.Clock));
        var sources = Pulling.Read(Pulling.Helpdesk(helpdesk, pageSize: 10).Replace("SECRET", pulling.Variable, StringComparison.Ordinal));
        using var pull = new PullRun(sources, new(database, TimeProvider.System), saver, ImporterOf(database, night), new(database, night.Clock), TimeProvider.System);

        var result = await Pulling.PullAsync(pull);
        Assert.Equal((PullOutcome.Done, 0, null), (result.Outcome, cut.Left, result.Failure?.ToString()));
        Assert.Equal(new ImportTally(30, 0, 0), result.Tally);
        Assert.Equal((30, 30), (await night.CountAsync("conversations"), await night.CountAsync("conversation_ids WHERE version = 1")));
        Assert.Equal(1, await night.CountAsync("runs WHERE kind = 'pull' AND state = 'finished' AND pulled = 30 AND accepted = 30"));
    }

    private static Importer ImporterOf(Database database, Night night) =>
        new(database, new ConversationStore(database, night.Clock), new HistoryStore(database, night.Clock), new RunStore(database, night.Clock), night.Clock);

    /// <summary>Ends all connections three times, each time after more was stored, and returns how many.</summary>
    private static async Task<long> CutAsync(Night night, Task running)
    {
        await using var knife = new NpgsqlConnection(night.ConnectionString + ";Pooling=false");
        await knife.OpenAsync();
        var cuts = 0L;
        for (var stored = 0L; stored < Conversations && !running.IsCompleted;)
        {
            var now = await NumberAsync(knife, "SELECT count(*) FROM conversations");
            if (now == stored) continue;
            stored = now;
            if (stored < Conversations) cuts += await NumberAsync(knife, CutAll);
        }

        return cuts;
    }

    private static async Task<long> NumberAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
