using System.Data.Common;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>
/// What is to be analysed: a row per conversation and rubric. Claiming moves rows under a lease, so two runs never do the same work; rows of
/// a superseded version stay as they are and are no longer claimed.
/// </summary>
public sealed class WorkStore(Database database, TimeProvider clock)
{
    // Says again what the partial index work_open covers: SQLite uses such an index only where its very words stand.
    private const string OpenCurrent = "FROM work w JOIN conversations c ON c.key = w.conversation_key AND c.is_current WHERE w.state IN ('pending', 'claimed')";

    /// <summary>A chunk is done long before; a dead machine's chunk is free again after it.</summary>
    public static TimeSpan LeaseTime { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Adds rows for one conversation inside the caller's transaction.</summary>
    public static async Task AddAsync(DbConnection connection, DbTransaction transaction, long conversationKey, IEnumerable<string> rubrics)
    {
        await connection.ExecuteAsync(
            "INSERT INTO work (conversation_key, rubric, state) VALUES (@conversationKey, @rubric, 'pending') ON CONFLICT DO NOTHING",
            rubrics.Select(rubric => new { conversationKey, rubric }),
            transaction);
    }

    /// <summary>Marks a row done that the caller's transaction has added and analysed itself.</summary>
    public static Task SetDoneAsync(DbConnection connection, DbTransaction transaction, long conversationKey, string rubric) => connection.ExecuteAsync(
        "UPDATE work SET state = 'done' WHERE conversation_key = @conversationKey AND rubric = @rubric AND state = 'pending'",
        new { conversationKey, rubric },
        transaction);

    /// <summary>Adds current conversations that a rubric has not seen (a new rubric or version) and returns how many.</summary>
    public async Task<int> CoverAsync(string rubric, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(
            """
            INSERT INTO work (conversation_key, rubric, state)
            SELECT c.key, @rubric, 'pending' FROM conversations c
            WHERE c.is_current AND NOT EXISTS (SELECT 1 FROM work w WHERE w.conversation_key = c.key AND w.rubric = @rubric)
            ON CONFLICT DO NOTHING
            """,
            new { rubric });
    }

    /// <summary>How many rows are still to be done, those included that somebody works on.</summary>
    public async Task<long> PendingAsync(IReadOnlyCollection<string> rubrics, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) {OpenCurrent} AND w.rubric {database.OneOf("@rubrics")}", new { rubrics = rubrics.ToArray() });
    }

    /// <summary>Takes up to <paramref name="count"/> rows that are pending or whose lease ran out, and returns their conversation keys.</summary>
    public async Task<IReadOnlyList<long>> ClaimAsync(string rubric, string worker, int count, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var lockRows = database.Sql(sqlite: "", postgreSql: "FOR UPDATE OF w SKIP LOCKED");
        var keys = await connection.QueryAsync<long>(
            $"""
            WITH free AS (
                SELECT w.conversation_key {OpenCurrent} AND w.rubric = @rubric AND (w.state = 'pending' OR w.claimed_until < @Now)
                ORDER BY w.conversation_key LIMIT @count {lockRows})
            UPDATE work SET state = 'claimed', claimed_by = @worker, claimed_until = @Until
            WHERE rubric = @rubric AND conversation_key IN (SELECT conversation_key FROM free)
            RETURNING conversation_key
            """,
            new { rubric, worker, count, Now = clock.GetUtcNow(), Until = clock.GetUtcNow() + LeaseTime });
        return [.. keys.Order()];
    }

    /// <summary>Gives back rows that this worker still holds and will not finish.</summary>
    public async Task ReleaseAsync(string rubric, IReadOnlyCollection<long> conversationKeys, string worker, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(
            $"""
            UPDATE work SET state = 'pending', claimed_by = NULL, claimed_until = NULL
            WHERE rubric = @rubric AND conversation_key {database.OneOf("@keys")} AND state = 'claimed' AND claimed_by = @worker
            """,
            new { rubric, keys = conversationKeys.ToArray(), worker });
    }

    /// <summary>Frees what processes of this machine held when they ended, so that a restart does not wait for their leases.</summary>
    public async Task ReleaseEndedAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var workers = await connection.QueryAsync<string>("SELECT DISTINCT claimed_by FROM work WHERE state IN ('pending', 'claimed') AND state = 'claimed'");
        foreach (var worker in workers.Where(WorkerProcess.HasEnded))
        {
            await connection.ExecuteAsync(
                "UPDATE work SET state = 'pending', claimed_by = NULL, claimed_until = NULL WHERE state = 'claimed' AND claimed_by = @worker", new { worker });
        }
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
