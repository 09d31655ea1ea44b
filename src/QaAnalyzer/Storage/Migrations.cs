using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>
/// Brings a database to the newest version: numbered scripts, forward only, one process at a time, and the partitions of the next months.
/// A script must be safe while a node of the version before still runs: it adds tables, columns with a default and indexes; it renames and drops
/// nothing that the version before reads or writes (that goes one version later) and locks no big table for long.
/// </summary>
public static class Migrations
{
    private const long PostgreSqlLock = 5_116_271_001;

    /// <summary>Runs what is missing and returns the numbers of the scripts that ran.</summary>
    public static async Task<IReadOnlyList<int>> RunAsync(Database database, TimeProvider clock, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);

        // Held until commit: BEGIN IMMEDIATE in SQLite, an advisory lock in PostgreSQL. No stricter isolation there: it would read as of a
        // moment before the lock was given, and not see what the process that held it has done.
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (database.Dialect == Dialect.PostgreSql)
            await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@PostgreSqlLock)", new { PostgreSqlLock }, transaction);

        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, ran_at TEXT NOT NULL)", transaction: transaction);
        var done = (await connection.QueryAsync<long>("SELECT number FROM migrations", transaction: transaction)).Select(n => (int)n).ToHashSet();
        var ran = new List<int>();
        foreach (var script in Scripts(database.Dialect).Where(s => !done.Contains(s.Number)))
        {
            await RunAsync(connection, transaction, script, clock);
            ran.Add(script.Number);
        }

        await transaction.CommitAsync(cancel);
        await new Partitions(database, clock).EnsureAsync(cancel);
        return ran;
    }

    /// <summary>
    /// Numbers of the scripts of this version that have not run. More than these may have: a node goes on while a newer version is put in.
    /// </summary>
    /// <exception cref="DbException">The database does not answer, or has never been migrated.</exception>
    public static async Task<IReadOnlyList<int>> MissingAsync(Database database, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var done = (await connection.QueryAsync<long>("SELECT number FROM migrations")).Select(n => (int)n).ToHashSet();
        return [.. Scripts(database.Dialect).Select(s => s.Number).Where(n => !done.Contains(n))];
    }

    internal static IEnumerable<MigrationScript> Scripts(Dialect dialect)
    {
        var folder = dialect == Dialect.Sqlite ? "sqlite/" : "postgresql/";
        var assembly = typeof(Migrations).Assembly;
        return assembly.GetManifestResourceNames()
            .Select(name => (Resource: name, Path: name.Replace('\\', '/')))
            .Where(name => name.Path.StartsWith(folder, StringComparison.Ordinal))
            .Select(name => Script(assembly, name.Resource, name.Path[folder.Length..]))
            .OrderBy(script => script.Number);
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction transaction, MigrationScript script, TimeProvider clock)
    {
        await connection.ExecuteAsync(script.Sql, transaction: transaction);
        await connection.ExecuteAsync(
            "INSERT INTO migrations (number, name, ran_at) VALUES (@Number, @Name, @RanAt)",
            new { script.Number, script.Name, RanAt = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) },
            transaction);
    }

    private static MigrationScript Script(Assembly assembly, string resource, string file)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new(int.Parse(file.AsSpan(0, 4), CultureInfo.InvariantCulture), file, reader.ReadToEnd());
    }
}

internal sealed record MigrationScript(int Number, string Name, string Sql);
