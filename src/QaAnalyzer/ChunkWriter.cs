using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using QaAnalyzer.Reviews;
using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>
/// Keeps the results of a chunk, takes its rows of work out and puts them into the review queue, all in one transaction. A result that the
/// database refuses is found by halving: it is marked failed with the reason, and the rest of the chunk goes on.
/// </summary>
internal sealed class ChunkWriter(Database database, WorkStore work, AnalysisStore analyses, ReviewQueue queue, ChunkAnalyzer analyzer, long runKey)
{
    private const int Tries = 5;

    /// <param name="chunk">What is to be written.</param>
    /// <param name="analysed">What became of it; null where that could not be made ready, and is to be made again.</param>
    /// <param name="cancel">Between two tries.</param>
    public async Task<RunCounts> WriteAsync(Chunk chunk, AnalysedChunk? analysed, CancellationToken cancel)
    {
        var lost = 0;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    analysed ??= await analyzer.AnalyzeAsync(chunk, cancel);
                    var (counts, held) = await SaveAsync(analysed, lost, cancel);
                    if (held is null) return counts;

                    // Others have some of it meanwhile: nothing was written, and what is left is made ready alone.
                    lost += analysed.Batch.Claims.Count - held.Count;
                    chunk = chunk.Of(held.Concat(analysed.Failures.Select(f => f.Claim)).ToHashSet());
                    analysed.Dispose();
                    analysed = null;
                }
                catch (DbException e) when (e.IsTransient && attempt < Tries && !cancel.IsCancellationRequested)
                {
                    // A deadlock or a lost connection says nothing about the results.
                    continue;
                }
            }
        }
        catch (Exception e) when (IsPoison(e))
        {
            return await DivideAsync(chunk, e, cancel);
        }
        finally
        {
            analysed?.Dispose();
        }
    }

    /// <summary>True when the content is to blame: not for a full disk, a lost connection or a stop.</summary>
    public static bool IsPoison(Exception refusal) => refusal switch
    {
        PostgresException e => e.SqlState[..2] is "22" or "23" or "54" or "P0",
        SqliteException e => e.SqliteErrorCode is 18 or 19 or 20,
        DbException or OperationCanceledException or OutOfMemoryException or IOException or ObjectDisposedException => false,
        _ => true,
    };

    private async Task<RunCounts> DivideAsync(Chunk chunk, Exception refusal, CancellationToken cancel)
    {
        if (chunk.Bodies.Count <= 1)
        {
            using var failed = await analyzer.FailAsync(chunk, ReasonOf(refusal), cancel);
            return (await SaveAsync(failed, 0, cancel)).Counts;
        }

        var half = chunk.Bodies.Count / 2;
        return await WriteAsync(chunk.Of(chunk.Bodies.Take(half)), null, cancel) + await WriteAsync(chunk.Of(chunk.Bodies.Skip(half)), null, cancel);
    }

    /// <summary>What was kept; or, when not all of it is this worker's any more, what still is, and nothing is kept.</summary>
    private async Task<(RunCounts Counts, IReadOnlySet<Claim>? Held)> SaveAsync(AnalysedChunk analysed, int lost, CancellationToken cancel)
    {
        var (batch, items, failed) = analysed;
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);

        // The lease is judged first: these rows are locked until commit, so what is written below belongs to this worker alone.
        var held = await work.FinishAsync(connection, transaction, batch.Claims, WorkerProcess.Current);
        if (held.Count < batch.Claims.Count) return (default, held);
        await analyses.SaveAsync(connection, transaction, batch, cancel);
        await queue.AddAsync(connection, transaction, items);
        var failures = failed.Count == 0 ? 0 : await work.FailAsync(connection, transaction, failed, WorkerProcess.Current);
        var counts = new RunCounts(batch.Claims.Count, failures);
        await RunShares.AddAsync(connection, transaction, runKey, counts);
        await transaction.CommitAsync(cancel);
        QaMeter.Analysed(batch.Claims.Count, failed.Select(f => f.Error), lost + failed.Count - failures);
        return (counts, null);
    }

    private static string ReasonOf(Exception refusal) => refusal switch
    {
        PostgresException e => $"PostgresException {e.SqlState} {e.ConstraintName}".TrimEnd(),
        SqliteException e => $"SqliteException {e.SqliteExtendedErrorCode}",
        _ => refusal.GetType().Name,
    };
}
