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
        var created = await CreateEmptyAsync(kind);
        await Migrations.RunAsync(created.Database, TimeProvider.System);
        return created;
    }

    /// <summary>A new database without a table.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(string kind) => kind == "sqlite" ? Sqlite() : await PostgreSqlAsync();

    private static TestDatabase Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("qa-test-");
        return new("Data Source=" + Path.Combine(folder.FullName, "qa.db"), () =>
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
        return new(own.ToString(), () => RunAsync(server.ToString(), $"DROP DATABASE {name} WITH (FORCE)"));
    }

    private static async Task RunAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

internal sealed class TestDatabase(string connectionString, Func<Task> remove) : IAsyncDisposable
{
    public string ConnectionString => connectionString;

    public Database Database { get; } = Database.Of(connectionString);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await remove();
    }
}
