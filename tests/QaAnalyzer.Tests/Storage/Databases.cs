using Npgsql;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.Storage;

/// <summary>
/// Databases to test stores with: a SQLite file always, and PostgreSQL when <c>QA_TEST_POSTGRES</c> holds a connection string to a server where
/// databases may be created.
/// </summary>
internal static class Databases
{
    private const string Variable = "QA_TEST_POSTGRES";

    public static TheoryData<string> Kinds => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ? ["sqlite", "postgresql"] : ["sqlite"];

    /// <summary>A new, migrated database that goes away with the test.</summary>
    public static async Task<TestDatabase> CreateAsync(string kind)
    {
        var created = kind == "sqlite" ? Sqlite() : await PostgreSqlAsync();
        await Migrations.RunAsync(created.Database, TimeProvider.System);
        return created;
    }

    private static TestDatabase Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("qa-test-");
        return new(Database.File(Path.Combine(folder.FullName, "qa.db")), () =>
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
            return Task.CompletedTask;
        });
    }

    private static async Task<TestDatabase> PostgreSqlAsync()
    {
        var server = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(Variable));
        var name = $"qa_test_{Guid.NewGuid():N}";
        await RunAsync(server.ToString(), $"CREATE DATABASE {name}");
        var own = new NpgsqlConnectionStringBuilder(server.ToString()) { Database = name };
        return new(Database.Of(own.ToString()), () => RunAsync(server.ToString(), $"DROP DATABASE {name} WITH (FORCE)"));
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

internal sealed class TestDatabase(Database database, Func<Task> remove) : IAsyncDisposable
{
    public Database Database => database;

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await remove();
    }
}
