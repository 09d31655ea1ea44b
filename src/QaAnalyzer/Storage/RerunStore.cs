using System.Data.Common;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>Analyses that somebody wants made anew: which, how fast, and how far the choice has come, so that any node can go on with it.</summary>
public sealed class RerunStore(Database database, TimeProvider clock)
{
    /// <summary>A run that says nothing for so long has lost its node. Longer than the clocks of two nodes may differ.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private const string InOrder = "SET LOCAL jit = off; SET LOCAL enable_sort = off; SET LOCAL enable_hashagg = off; SET LOCAL enable_seqscan = off";

    private readonly RerunSql _sql = new(database);

    public async Task<long> AddAsync(long action, RerunChoice choice, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await AddAsync(connection, null, action, choice);
    }

    /// <summary>Inside a transaction of the caller; conversations up to <paramref name="after"/> are passed over.</summary>
    internal static Task<long> AddAsync(DbConnection connection, DbTransaction? transaction, long action, RerunChoice choice, long after = 0) =>
        connection.ExecuteScalarAsync<long>(
            """
            INSERT INTO reruns (action_key, rubric, from_time, until_time, queue, error, per_second, only_missing, after_key)
            VALUES (@action, @Rubric, @FromTime, @UntilTime, @Queue, @Error, @PerSecond, @OnlyMissing, @after) RETURNING key
            """,
            new { action, choice.Rubric, choice.FromTime, choice.UntilTime, choice.Queue, choice.Error, choice.PerSecond, choice.OnlyMissing, after },
            transaction);

    public async Task<Rerun?> FindAsync(long key, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<Rerun>("SELECT * FROM reruns WHERE key = @key", new { key });
    }

    /// <summary>What a run is at; null for one that is at no request.</summary>
    public async Task<Rerun?> OfRunAsync(long run, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<Rerun>("SELECT * FROM reruns WHERE run_key = @run", new { run });
    }

    /// <summary>The oldest of people that is open and that no living run is at, save the caller's own.</summary>
    public Task<Rerun?> NextAsync(long? own, CancellationToken cancel = default) => NextAsync("NOT only_missing", [], own, cancel);

    /// <summary>The oldest for a form newly in use, of these. One that is not in use any more waits until it is again.</summary>
    public Task<Rerun?> NextBackfillAsync(IReadOnlyCollection<string> rubrics, long? own, CancellationToken cancel = default) =>
        NextAsync($"only_missing AND rubric {database.OneOf("@rubrics")}", rubrics, own, cancel);

    /// <summary>Requests for forms newly in use that no run has begun.</summary>
    public async Task<IReadOnlyList<Rerun>> WaitingBackfillsAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<Rerun>("SELECT * FROM reruns WHERE only_missing AND state = 'open' AND run_key IS NULL ORDER BY key")];
    }

    /// <summary>Puts a run at it; false when another was quicker.</summary>
    public async Task<bool> TakeAsync(Rerun rerun, long run, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(
            "UPDATE reruns SET run_key = @run WHERE key = @Key AND state = 'open' AND (run_key = @RunKey OR (run_key IS NULL AND CAST(@RunKey AS BIGINT) IS NULL))",
            new { run, rerun.Key, rerun.RunKey }) == 1;
    }

    /// <summary>Ends a request; what it has chosen and not done is every run's now.</summary>
    /// <param name="rerun">The request.</param>
    /// <param name="state"><c>done</c> or <c>cancelled</c>.</param>
    /// <param name="cancel">Before it is ended.</param>
    public async Task EndAsync(Rerun rerun, string state, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync("UPDATE reruns SET state = @state WHERE key = @Key AND state = 'open'", new { rerun.Key, state }, transaction);
        await connection.ExecuteAsync("UPDATE work SET rerun_key = NULL WHERE rerun_key = @Key", new { rerun.Key }, transaction);
        if (rerun.OnlyMissing) await Coverage.EndAsync(connection, transaction, rerun, state);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Rows of work that the choice has still before it.</summary>
    public async Task<long> CountAsync(Rerun rerun, IReadOnlyList<string> rubrics, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(
            $"SELECT count(*) FROM ({_sql.Choice(rerun, few: false)}) AS chosen", RerunSql.Parameters(rerun, rubrics), commandTimeout: 0);
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

        // A few in the order of keys: left to its guesses about tables that grow fast, PostgreSQL sorts all there is for every few.
        if (database.Dialect == Dialect.PostgreSql)
            await connection.ExecuteAsync(InOrder, transaction: transaction);
        var parameters = RerunSql.Parameters(rerun with { AfterKey = after }, rubrics);
        parameters.Add("count", count);
        long[] keys = [.. await connection.QueryAsync<long>(
            $"SELECT DISTINCT conversation_key FROM ({_sql.Choice(rerun, few: true)}) AS chosen ORDER BY conversation_key LIMIT @count",
            parameters,
            transaction,
            commandTimeout: 0)];
        if (keys.Length == 0) return keys;

        await connection.ExecuteAsync(_sql.Open(rerun), new { keys, rubrics = rubrics.ToArray(), rerun.Error, rerun.Rubric, rerun = rerun.Key }, transaction);
        await connection.ExecuteAsync(
            "UPDATE reruns SET after_key = @Last, chosen = chosen + @Length WHERE key = @Key", new { Last = keys[^1], keys.Length, rerun.Key }, transaction);
        await transaction.CommitAsync(cancel);
        return keys;
    }

    private async Task<Rerun?> NextAsync(string which, IReadOnlyCollection<string> rubrics, long? own, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QueryFirstOrDefaultAsync<Rerun>(
            $"""
            SELECT * FROM reruns WHERE state = 'open' AND {which} AND NOT EXISTS (
                SELECT 1 FROM runs r WHERE r.key = reruns.run_key AND r.key <> @Own AND r.state IN ('running', 'paused') AND COALESCE(r.reported_at, r.started_at) >= @Alive)
            ORDER BY key LIMIT 1
            """,
            new { rubrics = rubrics.ToArray(), Own = own ?? 0, Alive = clock.GetUtcNow() - Silence });
    }
}
