using System.Data.Common;
using System.Text.Json;
using Dapper;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Storage;

/// <summary>
/// Keeps the search whole and fast: gives words to conversations that were stored without them, by an earlier version or a node of it that still
/// runs, and moves new words under the index. In short transactions, so it may be stopped at any moment and goes on where it was; several at
/// once do nothing twice.
/// </summary>
public sealed class WordFill(Database database, TimeProvider clock)
{
    /// <summary>Conversations a transaction.</summary>
    public const int ChunkSize = 500;

    /// <summary>Of each kind a call: under a minute, since other jobs may wait behind it.</summary>
    private const int MostChunks = 200;

    private const long PostgreSqlLock = 5_116_271_009;

    /// <summary>A transaction of an import lasts no longer: below a row of that age no other appears.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    private readonly WordStore _words = new(database);
    private readonly Partitions _partitions = new(database, clock);

    /// <summary>Fills and moves; a call does a bounded part, and the next goes on. Nothing while a night run needs the machine.</summary>
    public async Task<FilledWords> RunAsync(CancellationToken cancel = default)
    {
        if (await IsNightAsync(cancel)) return new(0, 0);
        var filled = await RepeatAsync(FillAsync, cancel);
        if (database.Dialect == Dialect.Sqlite) return new(0, filled);
        await _partitions.EnsureAsync(cancel);
        return new(await RepeatAsync(MoveAsync, cancel), filled);
    }

    /// <summary>Conversations that fit a condition on <c>conversations c</c> and cannot be found by their words yet, counted up to a limit.</summary>
    internal async Task<long> LackingAsync(DbConnection connection, string fitting, object arguments, int limit)
    {
        var filledTo = await connection.ExecuteScalarAsync<long>("SELECT filled_to FROM word_fill");
        return await connection.ExecuteScalarAsync<long>(
            $"SELECT count(*) FROM (SELECT 1 FROM {fitting} AND c.key > {filledTo} AND {_words.Lacking} LIMIT {limit}) lacking", arguments);
    }

    private static async Task<long> RepeatAsync(Func<CancellationToken, Task<int>> chunk, CancellationToken cancel)
    {
        var done = 0L;
        for (var i = 0; i < MostChunks; i++)
        {
            var now = await chunk(cancel);
            done += now;
            if (now < ChunkSize) break;
        }

        return done;
    }

    private async Task<bool> IsNightAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM runs WHERE kind = 'nightly' AND state = 'running')");
    }

    private async Task<int> MoveAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(
            new CommandDefinition(
                """
                WITH moved AS (
                    DELETE FROM new_words WHERE key IN (SELECT key FROM new_words ORDER BY key LIMIT @ChunkSize FOR UPDATE SKIP LOCKED) RETURNING key, words)
                INSERT INTO conversation_words (key, words) SELECT key, array_to_tsvector(string_to_array(btrim(words), ' ')) FROM moved
                """,
                new { ChunkSize },
                cancellationToken: cancel));
    }

    /// <summary>One chunk; fewer than <see cref="ChunkSize"/> are the last.</summary>
    internal async Task<int> FillAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (database.Dialect == Dialect.PostgreSql) await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(@PostgreSqlLock)", new { PostgreSqlLock }, transaction);

        // A version that is superseded at this moment may get words after all: lists ask for current ones, and retention takes them with the month.
        var filledTo = await connection.ExecuteScalarAsync<long>("SELECT filled_to FROM word_fill", transaction: transaction);
        var rows = (await connection.QueryAsync<(long Key, byte[] Body)>(
            new CommandDefinition(
                $"SELECT c.key, {database.Sql("CAST(c.body AS BLOB)", "convert_to(c.body, 'UTF8')")} FROM conversations c WHERE c.key > @filledTo AND c.is_current AND {_words.Lacking} ORDER BY c.key LIMIT @ChunkSize",
                new { filledTo, ChunkSize },
                transaction,
                cancellationToken: cancel))).AsList();
        await _words.AddAsync(connection, transaction, rows.Select(r => (r.Key, Read(r.Body))));
        var settled = await connection.ExecuteScalarAsync<long?>(
            "SELECT key FROM conversations WHERE key > @filledTo AND received_at <= @before ORDER BY key DESC LIMIT 1",
            new { filledTo, before = clock.GetUtcNow() - Settled },
            transaction) ?? filledTo;
        if (rows.Count == ChunkSize) settled = Math.Min(settled, rows[^1].Key);
        await connection.ExecuteAsync("UPDATE word_fill SET filled_to = @settled WHERE filled_to < @settled", new { settled }, transaction);
        await transaction.CommitAsync(cancel);
        return rows.Count;
    }

    /// <summary>A body that cannot be read has no words; it must not hold up the others.</summary>
    private static Conversation Read(byte[] body)
    {
        try
        {
            return ConversationJson.Parse(body);
        }
        catch (JsonException)
        {
            return new() { Id = "", Channel = Channel.Chat, Utterances = [] };
        }
    }
}

/// <summary>What one call did, in conversations.</summary>
/// <param name="Moved">Whose words came under the index.</param>
/// <param name="Filled">That had no words.</param>
public sealed record FilledWords(long Moved, long Filled);
