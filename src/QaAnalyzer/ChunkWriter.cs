using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using QaAnalyzer.Reviews;
using QaAnalyzer.Scoring;
using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>
/// Keeps the results of a chunk, takes its rows of work out and puts them into the review queue, all in one transaction. A result that the
/// database refuses is found by halving: it is marked failed with the reason, and the rest of the chunk goes on.
/// </summary>
internal sealed class ChunkWriter(Database database, WorkStore work, AnalysisStore analyses, ReviewQueue queue)
{
    private const int Tries = 5;

    public async Task<RunCounts> WriteAsync(IReadOnlyList<AnalysedConversation> results, long runKey, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SaveAsync(results, runKey, cancel);
            }
            catch (DbException e) when (e.IsTransient && attempt < Tries && !cancel.IsCancellationRequested)
            {
                // A deadlock or a lost connection says nothing about the results.
                continue;
            }
            catch (Exception e) when (IsPoison(e))
            {
                return await DivideAsync(results, e, runKey, cancel);
            }
        }
    }

    private async Task<RunCounts> DivideAsync(IReadOnlyList<AnalysedConversation> results, Exception refusal, long runKey, CancellationToken cancel)
    {
        if (results is [var poison]) return await SaveAsync([poison with { Analyses = [], Error = ReasonOf(refusal) }], runKey, cancel);
        var half = results.Count / 2;
        return await WriteAsync([.. results.Take(half)], runKey, cancel) + await WriteAsync([.. results.Skip(half)], runKey, cancel);
    }

    private async Task<RunCounts> SaveAsync(IReadOnlyList<AnalysedConversation> results, long runKey, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var done = results.SelectMany(r => r.Analyses, (r, analysis) => new NewAnalysis(r.Key, analysis)).ToList();
        var failed = results.Where(r => r.Error is not null).SelectMany(r => r.Rubrics, (r, rubric) => new Failure(new(r.Key, rubric), r.Error!)).ToList();

        // The lease is judged first: these rows are locked until commit, so what is written below belongs to this worker alone.
        var analysed = done.Count;
        var finished = await work.FinishAsync(connection, transaction, [.. done.Select(d => new Claim(d.ConversationKey, d.Analysis.Rubric))], WorkerProcess.Current);
        if (finished.Count < done.Count) done.RemoveAll(d => !finished.Contains(new(d.ConversationKey, d.Analysis.Rubric)));
        await analyses.SaveAsync(connection, transaction, done, runKey, cancel);
        await queue.AddAsync(connection, transaction, done);
        var failures = failed.Count == 0 ? 0 : await work.FailAsync(connection, transaction, failed, WorkerProcess.Current);
        var counts = new RunCounts(done.Count, failures);
        await RunShares.AddAsync(connection, transaction, runKey, counts);
        await transaction.CommitAsync(cancel);
        QaMeter.Analysed(done.Count, failed.Select(f => f.Error), analysed - done.Count + failed.Count - failures);
        return counts;
    }

    /// <summary>True when the content is to blame: not for a full disk, a lost connection or a stop.</summary>
    private static bool IsPoison(Exception refusal) => refusal switch
    {
        PostgresException e => e.SqlState[..2] is "22" or "23" or "54" or "P0",
        SqliteException e => e.SqliteErrorCode is 18 or 19 or 20,
        DbException or OperationCanceledException or OutOfMemoryException or IOException or ObjectDisposedException => false,
        _ => true,
    };

    private static string ReasonOf(Exception refusal) => refusal switch
    {
        PostgresException e => $"PostgresException {e.SqlState} {e.ConstraintName}".TrimEnd(),
        SqliteException e => $"SqliteException {e.SqliteExtendedErrorCode}",
        _ => refusal.GetType().Name,
    };
}

/// <summary>One conversation of a chunk: an analysis a rubric, or the kind of error that hit all of them.</summary>
internal sealed record AnalysedConversation(long Key, IReadOnlyList<string> Rubrics, IReadOnlyList<ConversationAnalysis> Analyses, string? Error);
