using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace QaAnalyzer.Storage;

/// <summary>SQLite file or PostgreSQL, told apart by the connection string. Opens connections; owns no SQL.</summary>
public sealed class Database : IAsyncDisposable
{
    /// <summary>Of one process, where the connection string does not say otherwise.</summary>
    private const int MostConnections = 25;

    private readonly DbDataSource _source;

    private Database(Dialect dialect, DbDataSource source)
    {
        Dialect = dialect;
        _source = source;
    }

    public Dialect Dialect { get; }

    /// <summary>Opens nothing yet; a <c>Host=</c> makes it PostgreSQL, a <c>Data Source=</c> SQLite.</summary>
    /// <exception cref="ArgumentException">The string names neither, or is malformed.</exception>
    public static Database Of(string connectionString)
    {
        DapperTypes.Register();
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        if (parts.ContainsKey("Host")) return new(Dialect.PostgreSql, NpgsqlDataSource.Create(Bounded(parts)));
        if (!parts.ContainsKey("Data Source"))
            throw new ArgumentException("The database connection string names neither a PostgreSQL \"Host=\" nor a SQLite \"Data Source=\".");

        var sqlite = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, DefaultTimeout = 30 };
        if (Path.GetDirectoryName(Path.GetFullPath(sqlite.DataSource)) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
        return new(Dialect.Sqlite, SqliteFactory.Instance.CreateDataSource(sqlite.ToString()));
    }

    /// <summary>Three nodes stay within the hundred connections of a server as installed; the others wait for their turn instead of failing.</summary>
    private static string Bounded(DbConnectionStringBuilder given)
    {
        if (!given.ContainsKey("Maximum Pool Size") && !given.ContainsKey("MaxPoolSize")) given["Maximum Pool Size"] = MostConnections;
        return given.ConnectionString;
    }

    public static Database File(string path) => Of(new SqliteConnectionStringBuilder { DataSource = path }.ToString());

    public async Task<DbConnection> OpenAsync(CancellationToken cancel = default)
    {
        var connection = await _source.OpenConnectionAsync(cancel);
        if (Dialect == Dialect.Sqlite)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;";
            await command.ExecuteNonQueryAsync(cancel);
        }

        return connection;
    }

    /// <summary>The text for this dialect, where the two differ.</summary>
    public string Sql(string sqlite, string postgreSql) => Dialect == Dialect.Sqlite ? sqlite : postgreSql;

    /// <summary>The condition that a column is one of an array parameter: Dapper spreads it for SQLite, Npgsql takes it as it is.</summary>
    /// <param name="parameter">With its <c>@</c>; the value must be an array.</param>
    public string OneOf(string parameter) => Sql(sqlite: $"IN {parameter}", postgreSql: $"= ANY({parameter})");

    /// <summary>
    /// Text from outside as the database can hold it: PostgreSQL refuses the NUL character, which becomes the visible sign U+2400, and half a
    /// character, which becomes U+FFFD.
    /// </summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Text(string? text) => text is null || Dialect == Dialect.Sqlite
        ? text
        : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\u2400');

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}

public enum Dialect
{
    Sqlite,
    PostgreSql,
}
