using System.Data.Common;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>
/// What is to be analysed: a row per conversation and rubric, there until it is done. Claiming puts rows under a lease, so two runs never do
/// the same work; a superseded version has no rows.
/// </summary>
public sealed class WorkStore(Database database, TimeProvider clock)
{
    /// <summary>A dead machine's rows are free again after it; a living worker renews it with <see cref="RenewAsync"/>.</summary>
    public static TimeSpan LeaseTime { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Two renewals may be lost before the lease is.</summary>
    public static TimeSpan HeartbeatTime { get; } = TimeSpan.FromSeconds(3);

    /// <summary>The condition on rows that every run may take: a request keeps what it has chosen to itself until it has ended.</summary>
    internal const string OfNoRequest = "(rerun_key IS NULL OR rerun_key NOT IN (SELECT key FROM reruns WHERE state = 'open'))";

    // PostgreSQL judges leases by its own clock, so those of the nodes may differ; SQLite has one machine and its clock.
    private string Now => database.Sql(sqlite: "@Now", postgreSql: "now()");

    private string Until => database.Sql(sqlite: "@Until", postgreSql: $"now() + interval '{LeaseTime.TotalSeconds} seconds'");

    private DateTimeOffset LocalNow => clock.GetUtcNow();

    /// <summary>Adds rows inside the transaction that saved the conversations; all of them the same rubrics.</summary>
    public static async Task AddAsync(
        Database database, DbConnection connection, DbTransaction transaction, IReadOnlyCollection<long> conversationKeys, IReadOnlyCollection<string> rubrics)
    {
        if (conversationKeys.Count == 0) return;

        // Makes Coverage look again for rubrics that these conversations do not get. Runs even where there is none: it holds the table's lock.
        await connection.ExecuteAsync(
            $"UPDATE rubric_coverage SET state = 'open' WHERE state <> 'open' AND NOT rubric {database.OneOf("@rubrics")}",
            new { rubrics = rubrics.ToArray() },
            transaction);
        var pairs = conversationKeys.Order().SelectMany(key => rubrics, (key, rubric) => (key, rubric)).ToList();
        if (database.Dialect == Dialect.PostgreSql)
        {
            await connection.ExecuteAsync(
                "INSERT INTO work (conversation_key, rubric, state) SELECT k, r, 'pending' FROM unnest(@keys, @names) AS p (k, r) ON CONFLICT DO NOTHING",
                new { keys = pairs.Select(p => p.key).ToArray(), names = pairs.Select(p => p.rubric).ToArray() },
                transaction);
            return;
        }

        await connection.ExecuteAsync(
            "INSERT INTO work (conversation_key, rubric, state) VALUES (@key, @rubric, 'pending') ON CONFLICT DO NOTHING",
            pairs.Select(p => new { p.key, p.rubric }),
            transaction);
    }

    /// <summary>Takes a row out that the caller's transaction has added and analysed itself.</summary>
    public static Task SetDoneAsync(DbConnection connection, DbTransaction transaction, long conversationKey, string rubric) => connection.ExecuteAsync(
        "DELETE FROM work WHERE conversation_key = @conversationKey AND rubric = @rubric AND state = 'pending'",
        new { conversationKey, rubric },
        transaction);

    /// <summary>How many rows are still to be done, those included that somebody works on.</summary>
    public async Task<long> PendingAsync(IReadOnlyCollection<string> rubrics, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(
            $"SELECT count(*) FROM work WHERE state <> 'failed' AND rubric {database.OneOf("@rubrics")}", new { rubrics = rubrics.ToArray() });
    }

    /// <summary>True when something is still to be done: of that request, or of none.</summary>
    public async Task<bool> AnyPendingAsync(IReadOnlyCollection<string> rubrics, long? rerun = null, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>(
            $"SELECT EXISTS (SELECT 1 FROM work WHERE state <> 'failed' AND rubric {database.OneOf("@rubrics")} AND {Of(rerun)})", new { rubrics = rubrics.ToArray(), rerun });
    }

    /// <summary>True when something is to be done that nobody is at and no request has chosen.</summary>
    public async Task<bool> AnyFreeAsync(IReadOnlyCollection<string> rubrics, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>(
            $"""
            SELECT EXISTS (
                SELECT 1 FROM work
                WHERE rubric {database.OneOf("@rubrics")} AND (state = 'pending' OR (state = 'claimed' AND claimed_until < {Now})) AND {OfNoRequest})
            """,
            new { rubrics = rubrics.ToArray(), Now = LocalNow });
    }

    /// <summary>True when somebody who lives is at something: of that request, or of none.</summary>
    public async Task<bool> AnyHeldAsync(IReadOnlyCollection<string> rubrics, long? rerun = null, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>(
            $"SELECT EXISTS (SELECT 1 FROM work WHERE rubric {database.OneOf("@rubrics")} AND state = 'claimed' AND claimed_until >= {Now} AND {Of(rerun)})",
            new { rubrics = rubrics.ToArray(), rerun, Now = LocalNow });
    }

    /// <summary>True when more rows than so many are still to be done; looks at no more of them than that.</summary>
    public async Task<bool> IsBeyondAsync(long rows, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM work WHERE state <> 'failed' LIMIT 1 OFFSET @rows)", new { rows });
    }

    /// <summary>
    /// Takes rows that are pending or whose lease ran out, in the order of conversations, and puts them under a lease. A conversation's rows
    /// are taken together where all are free.
    /// </summary>
    /// <param name="rubrics">Rows of these alone.</param>
    /// <param name="worker">Who takes them.</param>
    /// <param name="count">Most rows to take.</param>
    /// <param name="after">Only conversations behind this key: a run that goes on from where it was passes over what it has done.</param>
    /// <param name="rerun">Rows that this request has chosen; null takes those of no open request.</param>
    /// <param name="cancel">Before anything is taken.</param>
    public async Task<IReadOnlyList<Claim>> ClaimAsync(
        IReadOnlyCollection<string> rubrics, string worker, int count, long after = 0, long? rerun = null, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);

        // The table is empty by day and full by night, so its statistics are always wrong. Left to them, PostgreSQL sorts all open rows for every claim.
        // What is switched off is priced at 10^10, at which it would compile the statement anew each time: 300 ms for 2 ms of work.
        if (database.Dialect == Dialect.PostgreSql)
        {
            const string Plan = "SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_seqscan = off; SET LOCAL jit = off";
            await connection.ExecuteAsync(Plan, transaction: transaction);
        }

        var free = $"""
            FROM work
            WHERE conversation_key > @after AND rubric {database.OneOf("@rubrics")} AND (state = 'pending' OR (state = 'claimed' AND claimed_until < {Now}))
                AND {Of(rerun)}
            ORDER BY conversation_key, rubric LIMIT @count
            """;
        var those = database.Sql(
            sqlite: $"(conversation_key, rubric) IN (SELECT conversation_key, rubric {free})",
            postgreSql: $"ctid = ANY (ARRAY(SELECT ctid {free} FOR UPDATE SKIP LOCKED))");
        var claims = await connection.QueryAsync<(long Key, string Rubric)>(
            $"""
            UPDATE work SET state = 'claimed', claimed_by = @worker, claimed_until = {Until}
            WHERE {those}
            RETURNING conversation_key, rubric
            """,
            new { rubrics = rubrics.ToArray(), worker, count, after, rerun, Now = LocalNow, Until = LocalNow + LeaseTime },
            transaction);
        await transaction.CommitAsync(cancel);
        return [.. claims.Select(c => new Claim(c.Key, c.Rubric)).OrderBy(c => c.ConversationKey).ThenBy(c => c.Rubric, StringComparer.Ordinal)];
    }

    /// <summary>Lengthens the lease of what this worker still holds.</summary>
    public async Task RenewAsync(IReadOnlyCollection<long> conversationKeys, string worker, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(
            $"UPDATE work SET claimed_until = {Until} WHERE conversation_key {database.OneOf("@keys")} AND state = 'claimed' AND claimed_by = @worker",
            new { keys = conversationKeys.ToArray(), worker, Until = LocalNow + LeaseTime });
    }

    /// <summary>Gives back rows that this worker still holds and will not finish.</summary>
    public async Task ReleaseAsync(IReadOnlyCollection<long> conversationKeys, string worker, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(
            $"""
            UPDATE work SET state = 'pending', claimed_by = NULL, claimed_until = NULL
            WHERE conversation_key {database.OneOf("@keys")} AND state = 'claimed' AND claimed_by = @worker
            """,
            new { keys = conversationKeys.ToArray(), worker });
    }

    /// <summary>Frees what processes of this machine held when they ended, so that nobody waits for their leases, and returns how many rows.</summary>
    public async Task<int> ReleaseEndedAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var workers = await connection.QueryAsync<string>("SELECT DISTINCT claimed_by FROM work WHERE state = 'claimed'");
        var freed = 0;
        foreach (var worker in workers.Where(WorkerProcess.HasEnded))
        {
            freed += await connection.ExecuteAsync(
                "UPDATE work SET state = 'pending', claimed_by = NULL, claimed_until = NULL WHERE state = 'claimed' AND claimed_by = @worker", new { worker });
        }

        return freed;
    }

    /// <summary>
    /// Takes rows out that this worker still holds, inside the transaction that keeps their results, and returns them. A row that is not
    /// returned was lost meanwhile: its lease went to another, or its version is superseded; its result must not be kept.
    /// </summary>
    public async Task<IReadOnlySet<Claim>> FinishAsync(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<Claim> claims, string worker)
    {
        var finished = new HashSet<Claim>(claims.Count);

        // Rubric by rubric: of a conversation whose rows are in two chunks, this one takes out its own alone.
        foreach (var ofRubric in claims.GroupBy(c => c.Rubric, StringComparer.Ordinal))
        {
            var keys = await connection.QueryAsync<long>(
                $"""
                DELETE FROM work WHERE conversation_key {database.OneOf("@keys")} AND rubric = @Rubric AND state = 'claimed' AND claimed_by = @worker
                RETURNING conversation_key
                """,
                new { keys = ofRubric.Select(c => c.ConversationKey).Order().ToArray(), Rubric = ofRubric.Key, worker },
                transaction);
            finished.UnionWith(keys.Select(key => new Claim(key, ofRubric.Key)));
        }

        return finished;
    }

    /// <summary>Marks rows failed that this worker still holds and returns how many. They stay until somebody has them tried again.</summary>
    public async Task<int> FailAsync(DbConnection connection, DbTransaction transaction, IReadOnlyCollection<Failure> failures, string worker) =>
        await connection.ExecuteAsync(
            """
            UPDATE work SET state = 'failed', error = @Error, claimed_by = NULL, claimed_until = NULL
            WHERE conversation_key = @ConversationKey AND rubric = @Rubric AND state = 'claimed' AND claimed_by = @worker
            """,
            failures.Select(f => new { f.Claim.ConversationKey, f.Claim.Rubric, Error = database.Text(f.Error), worker }),
            transaction);

    private static string Of(long? rerun) => rerun is null ? OfNoRequest : "rerun_key = @rerun";
}

/// <summary>One row of work.</summary>
public readonly record struct Claim(long ConversationKey, string Rubric);

/// <summary>Work that could not be done, with the kind of error.</summary>
public readonly record struct Failure(Claim Claim, string Error);
