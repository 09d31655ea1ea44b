using Microsoft.Data.Sqlite;
using Npgsql;
using QaAnalyzer.Storage;

namespace QaAnalyzer.EndToEnd.Chaos;

/// <summary>The disk of the database runs full in the middle of a run, somebody makes room, and the job is started again.</summary>
public class FullDiskTests
{
    private const int Conversations = 6_000;
    private const int Rubrics = 2;

    [SmallDiskFact]
    public async Task A_run_into_a_full_disk_says_so_and_goes_on_when_there_is_room_with_SQLite()
    {
        await using var disk = new SmallDisk();
        await disk.MountAsync(8);
        await RunIntoItAsync("Data Source=" + Path.Combine(disk.Path, "qa.db"), disk);
        SqliteConnection.ClearAllPools();
    }

    [SmallDiskFact(WithPostgres = true)]
    public async Task A_run_into_a_full_disk_says_so_and_goes_on_when_there_is_room_with_PostgreSQL()
    {
        await using var disk = new SmallDisk();
        await disk.MountAsync(20);
        await using var postgres = await PrivatePostgres.CreateAsync();
        await Shell.RunAsync($"chown postgres {disk.Path}");
        await postgres.ExecuteAsync($"CREATE TABLESPACE small LOCATION '{disk.Path}'");
        await postgres.ExecuteAsync("CREATE DATABASE small TABLESPACE small");
        await RunIntoItAsync(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "small" }.ToString(), disk);
    }

    private static async Task RunIntoItAsync(string connectionString, SmallDisk disk)
    {
        using var fleet = new Fleet(connectionString);
        fleet.Fill(Conversations);
        var (code, error) = await fleet.RunNightAsync();
        Assert.Equal(1, code);
        Assert.Contains("The disk of the database is full", error, StringComparison.Ordinal);
        await disk.GrowAsync(400);

        // Each conversation that was saved has its work or its analysis, and each analysis its place in the queue.
        await using var database = Database.Of(connectionString);
        var stored = await CountAsync(database, "conversations");
        Assert.Equal(stored * Rubrics, await CountAsync(database, "work") + await CountAsync(database, "analyses"));
        Assert.Equal(await CountAsync(database, "analyses"), await CountAsync(database, "review_items"));

        (code, error) = await fleet.RunNightAsync();
        Assert.True(code == 0, error);
        Assert.Equal((Conversations, Conversations * Rubrics), (await CountAsync(database, "conversations"), await CountAsync(database, "analyses WHERE is_current")));
        Assert.Equal((0, Conversations * Rubrics), (await CountAsync(database, "work"), await CountAsync(database, "analyses")));
        Assert.Equal(0, await CountAsync(database, "runs WHERE state IN ('running', 'paused')"));
    }

    private static async Task<long> CountAsync(Database database, string tableAndCondition)
    {
        await using var connection = await database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {tableAndCondition}";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
