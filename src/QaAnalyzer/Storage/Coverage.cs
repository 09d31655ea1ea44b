using System.Data.Common;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>
/// Sees to it that every current conversation gets an analysis under each form in use: a few that are missing become work at once, many become
/// a request with a limit (a backfill), so that a form newly in use makes nobody wait for the history.
/// </summary>
public sealed class Coverage(Database database, TimeProvider clock)
{
    /// <summary>As many as are done in a moment, such as what came in while a form was out of use.</summary>
    public const int AtOnce = 500;

    private readonly RunControl _control = new(database, clock);

    /// <summary>
    /// Adds what is missing under a rubric and returns how many rows; none where it is a backfill's. Looks through everything stored only when the
    /// rubric is new or conversations came in while it was not in use, and not while its backfill goes on.
    /// </summary>
    /// <param name="rubric">Id of a form in use.</param>
    /// <param name="perSecond">Limit of a backfill, in conversations.</param>
    /// <param name="cancel">Before anything is added.</param>
    public async Task<int> CoverAsync(string rubric, double perSecond, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        if (await IsCoveredAsync(connection, null, rubric)) return 0;
        await AnnounceAsync(connection, rubric, cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);

        // One at a time: what another adds may be analysed and gone before this one comes to it.
        if (database.Dialect == Dialect.PostgreSql)
            await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended('qa.cover.' || @rubric, 0))", new { rubric }, transaction, commandTimeout: 0);
        if (await IsCoveredAsync(connection, transaction, rubric)) return 0;
        var after = await connection.ExecuteScalarAsync<long>(
            "SELECT COALESCE(max(after_key), 0) FROM reruns WHERE only_missing AND rubric = @rubric AND state = 'cancelled'", new { rubric }, transaction);
        long[] missing = [.. await connection.QueryAsync<long>(
            $"SELECT c.key FROM conversations c WHERE c.is_current AND c.key > @after AND {RerunSql.Missing} LIMIT @Most",
            new { after, Rubric = rubric, Most = AtOnce + 1 },
            transaction,
            commandTimeout: 0)];
        var added = 0;
        if (missing.Length > AtOnce) await AskAsync(connection, transaction, rubric, perSecond, after);
        else added = await AddAsync(connection, transaction, rubric, missing);
        await transaction.CommitAsync(cancel);
        return added;
    }

    /// <summary>
    /// What became of a rubric when its backfill has ended, inside the same transaction. Where somebody cancelled it, what is stored by then is not
    /// wanted: a later backfill of the rubric begins behind it.
    /// </summary>
    internal static async Task EndAsync(DbConnection connection, DbTransaction transaction, Rerun backfill, string state)
    {
        if (state == "cancelled")
        {
            await connection.ExecuteAsync(
                "UPDATE reruns SET after_key = COALESCE((SELECT max(key) FROM conversations), after_key) WHERE key = @Key", new { backfill.Key }, transaction);
        }

        await SetCoveredAsync(connection, transaction, backfill.Rubric!);
    }

    private static Task<int> SetCoveredAsync(DbConnection connection, DbTransaction transaction, string rubric) =>
        connection.ExecuteAsync("UPDATE rubric_coverage SET state = 'covered' WHERE rubric = @rubric AND state = 'covering'", new { rubric }, transaction);

    /// <summary>True when nothing is missing, or an open backfill is to add it.</summary>
    private static Task<bool> IsCoveredAsync(DbConnection connection, DbTransaction? transaction, string rubric) => connection.ExecuteScalarAsync<bool>(
        """
        SELECT EXISTS (SELECT 1 FROM rubric_coverage WHERE rubric = @rubric AND state = 'covered')
            OR EXISTS (SELECT 1 FROM reruns WHERE only_missing AND rubric = @rubric AND state = 'open')
        """,
        new { rubric },
        transaction);

    private async Task AnnounceAsync(DbConnection connection, string rubric, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);

        // Waits for the imports at work, which do not know of this rubric; those that begin later will.
        if (database.Dialect == Dialect.PostgreSql) await connection.ExecuteAsync("LOCK TABLE rubric_coverage IN SHARE ROW EXCLUSIVE MODE", transaction: transaction);
        await connection.ExecuteAsync(
            "INSERT INTO rubric_coverage (rubric, state) VALUES (@rubric, 'covering') ON CONFLICT (rubric) DO UPDATE SET state = 'covering'",
            new { rubric },
            transaction);
        await transaction.CommitAsync(cancel);
    }

    // A row of work and its analysis take turns in one transaction, so this statement sees one of them wherever others are at work.
    private async Task<int> AddAsync(DbConnection connection, DbTransaction transaction, string rubric, long[] keys)
    {
        var added = keys.Length == 0 ? 0 : await connection.ExecuteAsync(
            $"""
            INSERT INTO work (conversation_key, rubric, state)
            SELECT c.key, @Rubric, 'pending' FROM conversations c WHERE c.key {database.OneOf("@keys")} AND c.is_current AND {RerunSql.FewMissing}
            ORDER BY c.key
            ON CONFLICT DO NOTHING
            """,
            new { keys, Rubric = rubric },
            transaction);
        await SetCoveredAsync(connection, transaction, rubric);
        return added;
    }

    private async Task AskAsync(DbConnection connection, DbTransaction transaction, string rubric, double perSecond, long after)
    {
        var choice = new RerunChoice { Rubric = rubric, PerSecond = perSecond, OnlyMissing = true };
        var action = new RunAction { Action = RunAction.Rerun, Reason = $"form {rubric} newly in use", ByWhom = RunAction.Program, Details = choice.Describe() };
        await RerunStore.AddAsync(connection, transaction, await _control.AddAsync(connection, transaction, action), choice, after);
    }
}
