using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>
/// The months of conversations, their words, analyses, signals and drafts: in PostgreSQL a partition each, made ahead and dropped whole; in SQLite a range
/// of keys. There is no default partition: a row of a month without one is refused by the database, so <see cref="EnsureAsync(int, CancellationToken)"/> comes first.
/// </summary>
public sealed class Partitions(Database database, TimeProvider clock)
{
    /// <summary>This month and so many after it exist at any time.</summary>
    public const int MonthsAhead = 3;

    private const long PostgreSqlLock = 5_116_271_002;

    private static readonly (string Table, string Key)[] Tables =
        [("conversations", "key"), ("conversation_words", "key"), ("analyses", "conversation_key"), ("signals", "signal_set"), ("drafts", "analysis_key")];

    private readonly ConcurrentDictionary<int, bool> _known = [];

    /// <summary>
    /// Makes what is missing of this month and the next ones, and of a month that an earlier version made without the tables of this one; returns
    /// how many months were made.
    /// </summary>
    public async Task<int> EnsureAsync(CancellationToken cancel = default)
    {
        var now = RowKeys.MonthOf(clock.GetUtcNow());
        var made = 0;
        foreach (var month in Enumerable.Range(now, MonthsAhead + 1).Union(await MonthsAsync(cancel)))
        {
            if (await EnsureAsync(month, cancel)) made++;
        }

        return made;
    }

    /// <summary>Makes one month where it is missing, on a connection of its own: the caller's transaction may go on to write into it.</summary>
    public async Task<bool> EnsureAsync(int month, CancellationToken cancel = default)
    {
        if (database.Dialect == Dialect.Sqlite || _known.ContainsKey(month)) return false;
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@PostgreSqlLock)", new { PostgreSqlLock }, transaction);
        var missing = new List<string>();
        foreach (var (table, _) in Tables)
        {
            if (!await ExistsAsync(connection, transaction, table, month)) missing.Add(table);
        }

        foreach (var table in missing) await MakeAsync(connection, transaction, table, month);
        await transaction.CommitAsync(cancel);
        _known[month] = true;
        return missing.Count > 0;
    }

    /// <summary>
    /// Drops whole months, with all that points at their conversations: ids, work and waiting reviews. Reviews that people gave stay, for
    /// agreement and learning. Returns what went, one entry a month.
    /// </summary>
    /// <param name="before">Months that end before or at this moment are dropped.</param>
    /// <param name="cancel">Stops between months.</param>
    public async Task<IReadOnlyList<DroppedMonth>> DropAsync(DateTimeOffset before, CancellationToken cancel = default)
    {
        var dropped = new List<DroppedMonth>();
        foreach (var month in (await MonthsAsync(cancel)).Where(m => RowKeys.StartOf(m + 1) <= before))
        {
            if (await DropAsync(month, cancel) is { } gone) dropped.Add(gone);
        }

        return dropped;
    }

    /// <summary>Months that hold or may hold rows, oldest first.</summary>
    public async Task<IReadOnlyList<int>> MonthsAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        if (database.Dialect == Dialect.Sqlite)
            return [.. await connection.QueryAsync<int>("SELECT key >> 40 FROM conversations UNION SELECT rowid >> 40 FROM conversation_words ORDER BY 1")];

        // An earlier version that still runs drops a month without the tables that it does not know: it is a month still.
        var names = await connection.QueryAsync<string>(
            "SELECT DISTINCT right(c.relname, 7) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent IN ('conversations'::regclass, 'conversation_words'::regclass)");
        return [.. names.Select(n => RowKeys.MonthOf(DateTimeOffset.ParseExact(n, "yyyy_MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))).Order()];
    }

    // A reader at work on the parent makes the drop wait; it gives up after the timeout rather than hold up everybody behind it.
    private async Task<DroppedMonth?> DropAsync(int month, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var keys = new { From = RowKeys.FirstOf(month), To = RowKeys.FirstOf(month + 1) };
        if (database.Dialect == Dialect.PostgreSql)
        {
            await connection.ExecuteAsync("SET LOCAL lock_timeout = '5s'; SELECT pg_advisory_xact_lock(@PostgreSqlLock)", new { PostgreSqlLock }, transaction);
            if (!await ExistsAsync(connection, transaction, "conversations", month) && !await ExistsAsync(connection, transaction, "conversation_words", month)) return null;
            await connection.ExecuteAsync("DELETE FROM new_words WHERE key >= @From AND key < @To", keys, transaction);
        }

        var conversations = await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM conversations WHERE key >= @From AND key < @To", keys, transaction);
        foreach (var (table, key) in Tables)
        {
            await connection.ExecuteAsync(
                database.Sql(sqlite: $"DELETE FROM {table} WHERE {RangeOf(table, key)} >= @From AND {RangeOf(table, key)} < @To", postgreSql: $"DROP TABLE IF EXISTS {NameOf(table, month)}"), keys, transaction);
        }

        await connection.ExecuteAsync("DELETE FROM conversation_ids WHERE key >= @From AND key < @To", keys, transaction);
        await connection.ExecuteAsync("DELETE FROM work WHERE conversation_key >= @From AND conversation_key < @To", keys, transaction);
        await connection.ExecuteAsync("DELETE FROM review_items WHERE conversation_key >= @From AND conversation_key < @To", keys, transaction);
        var gone = new DroppedMonth(RowKeys.StartOf(month), conversations);
        await LogAsync(connection, transaction, gone);
        await transaction.CommitAsync(cancel);
        _known.TryRemove(month, out _);
        return gone;
    }

    private Task<int> LogAsync(DbConnection connection, DbTransaction transaction, DroppedMonth gone) => connection.ExecuteAsync(
        "INSERT INTO runs (kind, node, state, started_at, finished_at, message) VALUES ('retention', @Node, 'finished', @Now, @Now, @Message)",
        new { Node = WorkerProcess.Current, Now = clock.GetUtcNow(), Message = gone.ToString() },
        transaction);

    private static Task<bool> ExistsAsync(DbConnection connection, DbTransaction transaction, string table, int month) =>
        connection.ExecuteScalarAsync<bool>("SELECT to_regclass(@Name) IS NOT NULL", new { Name = NameOf(table, month) }, transaction);

    // CREATE TABLE … PARTITION OF would lock the parent against readers; ATTACH lets readers and writers go on.
    private static Task<int> MakeAsync(DbConnection connection, DbTransaction transaction, string table, int month) => connection.ExecuteAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            CREATE TABLE {NameOf(table, month)} (LIKE {table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING STORAGE INCLUDING COMPRESSION);
            ALTER TABLE {table} ATTACH PARTITION {NameOf(table, month)} FOR VALUES FROM ({RowKeys.FirstOf(month)}) TO ({RowKeys.FirstOf(month + 1)});
            """),
        transaction: transaction);

    /// <summary>In SQLite the words are an index and no table: their key is the number of the row.</summary>
    private static string RangeOf(string table, string key) => table == "conversation_words" ? "rowid" : key;

    private static string NameOf(string table, int month) => table + RowKeys.StartOf(month).ToString("'_'yyyy'_'MM", CultureInfo.InvariantCulture);
}

/// <summary>A month that retention dropped and how many conversations went with it.</summary>
public sealed record DroppedMonth(DateTimeOffset Month, long Conversations)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"dropped {Month:yyyy-MM}: {Conversations} conversations");
}
