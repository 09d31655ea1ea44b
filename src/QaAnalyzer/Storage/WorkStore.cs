using System.Data.Common;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>What is to be analysed: a row per conversation and rubric. Claiming moves rows under a lease, so two runs never do the same work.</summary>
public sealed class WorkStore(Database database, TimeProvider clock)
{
    /// <summary>A chunk is done long before; a dead node's chunk is free again after it.</summary>
    public static TimeSpan LeaseTime { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Adds rows for one conversation inside the caller's transaction; a superseded version is no longer worked on.</summary>
    public static async Task AddAsync(DbConnection connection, DbTransaction transaction, long conversationKey, IEnumerable<string> rubrics)
    {
        await connection.ExecuteAsync(
            "INSERT INTO work (conversation_key, rubric, state) VALUES (@conversationKey, @rubric, 'pending') ON CONFLICT DO NOTHING",
            rubrics.Select(rubric => new { conversationKey, rubric }),
            transaction);
    }

    /// <summary>Adds current conversations that a rubric has not seen (a new rubric or version) and returns how many.</summary>
    public async Task<int> CoverAsync(string rubric, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(
            """
            INSERT INTO work (conversation_key, rubric, state)
            SELECT c.key, @rubric, 'pending' FROM conversations c
            WHERE c.is_current AND NOT EXISTS (SELECT 1 FROM work w WHERE w.conversation_key = c.key AND w.rubric = @rubric)
            """,
            new { rubric });
    }

    public async Task<long> PendingAsync(IReadOnlyCollection<string> rubrics, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM work WHERE rubric IN @rubrics AND state IN ('pending', 'claimed')", new { rubrics });
    }

    /// <summary>Takes up to <paramref name="count"/> rows that are pending or whose lease ran out, and returns their conversation keys.</summary>
    public async Task<IReadOnlyList<long>> ClaimAsync(string rubric, string worker, int count, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var lockRows = database.Sql(sqlite: "", postgreSql: "FOR UPDATE SKIP LOCKED");
        var keys = await connection.QueryAsync<long>(
            $"""
            UPDATE work SET state = 'claimed', claimed_by = @worker, claimed_until = @Until
            WHERE rubric = @rubric AND conversation_key IN (
                SELECT conversation_key FROM work
                WHERE rubric = @rubric AND (state = 'pending' OR (state = 'claimed' AND claimed_until < @Now))
                ORDER BY conversation_key LIMIT @count {lockRows})
            RETURNING conversation_key
            """,
            new { rubric, worker, count, Now = clock.GetUtcNow(), Until = clock.GetUtcNow() + LeaseTime });
        return [.. keys.Order()];
    }

    /// <summary>Marks rows done that this worker still holds; false when the lease was lost meanwhile and the result must not be kept.</summary>
    public static async Task<bool> FinishAsync(DbConnection connection, DbTransaction transaction, long conversationKey, string rubric, string worker, string? error) =>
        await connection.ExecuteAsync(
            """
            UPDATE work SET state = @State, error = @error, claimed_by = NULL, claimed_until = NULL
            WHERE conversation_key = @conversationKey AND rubric = @rubric AND state = 'claimed' AND claimed_by = @worker
            """,
            new { conversationKey, rubric, worker, error, State = error is null ? "done" : "failed" },
            transaction) == 1;
}
