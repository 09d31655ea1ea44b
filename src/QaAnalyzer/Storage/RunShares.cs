using System.Data.Common;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>What each node has analysed for a run, counted in the transactions that keep the results: exact, whatever becomes of a node.</summary>
internal static class RunShares
{
    /// <summary>Must be the last statement of its transaction: the writers of a node wait here for each other's commit.</summary>
    public static async Task AddAsync(DbConnection connection, DbTransaction transaction, long run, RunCounts counts)
    {
        if (counts == default) return;
        await connection.ExecuteAsync(
            """
            INSERT INTO run_shares (run_key, node, analysed, failed) VALUES (@run, @Node, @Analysed, @Failed)
            ON CONFLICT (run_key, node) DO UPDATE SET analysed = run_shares.analysed + excluded.analysed, failed = run_shares.failed + excluded.failed
            """,
            new { run, Node = WorkerProcess.Current, counts.Analysed, counts.Failed },
            transaction);
    }

    /// <summary>The share of this process and that of all others.</summary>
    public static async Task<(RunCounts Own, RunCounts Others)> OfAsync(Database database, long run, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var shares = await connection.QueryAsync<(string Node, long Analysed, long Failed)>("SELECT node, analysed, failed FROM run_shares WHERE run_key = @run", new { run });
        var (own, others) = (default(RunCounts), default(RunCounts));
        foreach (var (node, analysed, failed) in shares)
        {
            if (node == WorkerProcess.Current) own += new RunCounts(analysed, failed);
            else others += new RunCounts(analysed, failed);
        }

        return (own, others);
    }

    /// <summary>The shares of all together.</summary>
    public static async Task<RunCounts> TotalAsync(Database database, long run, CancellationToken cancel = default)
    {
        var (own, others) = await OfAsync(database, run, cancel);
        return own + others;
    }

    /// <summary>All that a run has to analyse: what is pending and what others have done for it already, while it was still pulling.</summary>
    public static async Task<long> PlannedAsync(Database database, long run, IReadOnlyCollection<string> rubrics, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(
            $"""
            SELECT (SELECT count(*) FROM work WHERE state <> 'failed' AND rubric {database.OneOf("@rubrics")} AND {WorkStore.OfNoRequest})
                + (SELECT COALESCE(sum(analysed + failed), 0) FROM run_shares WHERE run_key = @run)
            """,
            new { run, rubrics = rubrics.ToArray() });
    }

    /// <summary>Brings a run up to date that its own node has closed while a last chunk of another was on its way.</summary>
    public static async Task SettleAsync(Database database, long run, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(
            """
            UPDATE runs SET analysed = (SELECT sum(analysed) FROM run_shares WHERE run_key = @run), failed = (SELECT sum(failed) FROM run_shares WHERE run_key = @run)
            WHERE key = @run AND state NOT IN ('running', 'paused') AND EXISTS (SELECT 1 FROM run_shares WHERE run_key = @run)
            """,
            new { run });
    }
}
