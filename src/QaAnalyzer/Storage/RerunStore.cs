using System.Data.Common;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>Analyses that somebody wants made anew: which, how fast, and how far the choice has come, so that any node can go on with it.</summary>
public sealed class RerunStore(Database database, TimeProvider clock)
{
    /// <summary>A run that says nothing for so long has lost its node. Longer than the clocks of two nodes may differ.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    public async Task<long> AddAsync(long action, RerunChoice choice, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(
            """
            INSERT INTO reruns (action_key, rubric, from_time, until_time, queue, error, per_second)
            VALUES (@action, @Rubric, @FromTime, @UntilTime, @Queue, @Error, @PerSecond) RETURNING key
            """,
            new { action, choice.Rubric, choice.FromTime, choice.UntilTime, choice.Queue, choice.Error, choice.PerSecond });
    }

    public async Task<Rerun?> FindAsync(long key, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<Rerun>("SELECT * FROM reruns WHERE key = @key", new { key });
    }

    /// <summary>The oldest that is open and that no living run is at, save the caller's own.</summary>
    public async Task<Rerun?> NextAsync(long? own, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QueryFirstOrDefaultAsync<Rerun>(
            """
            SELECT * FROM reruns WHERE state = 'open' AND NOT EXISTS (
                SELECT 1 FROM runs r WHERE r.key = reruns.run_key AND r.key <> @Own AND r.state IN ('running', 'paused') AND COALESCE(r.reported_at, r.started_at) >= @Alive)
            ORDER BY key LIMIT 1
            """,
            new { Own = own ?? 0, Alive = clock.GetUtcNow() - Silence });
    }

    /// <summary>Puts a run at it; false when another was quicker.</summary>
    public async Task<bool> TakeAsync(Rerun rerun, long run, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(
            "UPDATE reruns SET run_key = @run WHERE key = @Key AND state = 'open' AND (run_key = @RunKey OR (run_key IS NULL AND CAST(@RunKey AS BIGINT) IS NULL))",
            new { run, rerun.Key, rerun.RunKey }) == 1;
    }

    public async Task EndAsync(long key, string state, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync("UPDATE reruns SET state = @state WHERE key = @key AND state = 'open'", new { key, state });
    }

    /// <summary>Rows of work that the choice has still before it.</summary>
    public async Task<long> CountAsync(Rerun rerun, IReadOnlyList<string> rubrics, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<long>($"SELECT count(*) FROM ({Rows(rerun)}) AS chosen", Parameters(rerun, rubrics), commandTimeout: 0);
    }

    /// <summary>
    /// Makes the next conversations of the choice work again, at most <paramref name="count"/>, and remembers how far it came in the same
    /// transaction. Returns the conversations; none when the choice is at its end.
    /// </summary>
    public async Task<IReadOnlyList<long>> ChooseAsync(Rerun rerun, IReadOnlyList<string> rubrics, int count, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var after = await connection.ExecuteScalarAsync<long>("SELECT after_key FROM reruns WHERE key = @Key", new { rerun.Key }, transaction);
        var parameters = Parameters(rerun with { AfterKey = after }, rubrics);
        parameters.Add("count", count);
        long[] keys = [.. await connection.QueryAsync<long>(
            $"SELECT DISTINCT conversation_key FROM ({Rows(rerun)}) AS chosen ORDER BY conversation_key LIMIT @count", parameters, transaction, commandTimeout: 0)];
        if (keys.Length == 0) return keys;

        await OpenAsync(connection, transaction, rerun, rubrics, keys);
        await connection.ExecuteAsync(
            "UPDATE reruns SET after_key = @Last, chosen = chosen + @Length WHERE key = @Key", new { Last = keys[^1], keys.Length, rerun.Key }, transaction);
        await transaction.CommitAsync(cancel);
        return keys;
    }

    // A row that waits already stays as it is; one that failed gets its chance.
    private Task<int> OpenAsync(DbConnection connection, DbTransaction transaction, Rerun rerun, IReadOnlyList<string> rubrics, long[] keys) =>
        connection.ExecuteAsync(
            rerun.Error is null
                ? $"""
                   INSERT INTO work (conversation_key, rubric, state)
                   SELECT a.conversation_key, a.rubric, 'pending' FROM analyses a
                   WHERE a.conversation_key {database.OneOf("@keys")} AND a.rubric {database.OneOf("@rubrics")} AND a.is_current
                   ORDER BY a.conversation_key, a.rubric
                   ON CONFLICT (conversation_key, rubric) DO UPDATE SET state = 'pending', error = NULL WHERE work.state = 'failed'
                   """
                : $"""
                   UPDATE work SET state = 'pending', error = NULL
                   WHERE conversation_key {database.OneOf("@keys")} AND rubric {database.OneOf("@rubrics")} AND state = 'failed' AND error = @Error
                   """,
            new { keys, rubrics = rubrics.ToArray(), rerun.Error },
            transaction);

    private string Rows(Rerun rerun) => (rerun.Error is null
        ? "SELECT a.conversation_key FROM analyses a JOIN conversations c ON c.key = a.conversation_key WHERE a.is_current AND c.is_current"
        : "SELECT a.conversation_key FROM work a JOIN conversations c ON c.key = a.conversation_key WHERE a.state = 'failed' AND a.error = @Error")
        + $" AND a.conversation_key > @AfterKey AND a.rubric {database.OneOf("@rubrics")} {Where}";

    // The date of a conversation is its own; where it does not say one, the day it came in.
    private string Where => $"""
        AND (CAST(@FromTime AS {Moment}) IS NULL OR COALESCE(c.started_at, c.received_at) >= @FromTime)
        AND (CAST(@UntilTime AS {Moment}) IS NULL OR COALESCE(c.started_at, c.received_at) < @UntilTime)
        AND (CAST(@Queue AS TEXT) IS NULL OR c.queue = @Queue)
        """;

    private string Moment => database.Sql(sqlite: "TEXT", postgreSql: "TIMESTAMPTZ");

    private static DynamicParameters Parameters(Rerun rerun, IReadOnlyList<string> rubrics) =>
        new(new { rerun.AfterKey, rerun.Error, rerun.FromTime, rerun.UntilTime, rerun.Queue, rubrics = rubrics.ToArray() });
}
