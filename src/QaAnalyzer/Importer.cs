using System.Data.Common;
using QaAnalyzer.Storage;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer;

/// <summary>Transcript files into the database: conversations to be analysed, rejected records to quarantine, and counts that add up.</summary>
public sealed class Importer(Database database, ConversationStore conversations, RunStore runs, TimeProvider clock)
{
    private const int RowsPerTransaction = 500;

    /// <summary>Imports and returns the finished run.</summary>
    /// <param name="paths">Files, folders, archives, or <c>-</c>.</param>
    /// <param name="source">Name under which ids are unique.</param>
    /// <param name="options">What the caller knows about the files.</param>
    /// <param name="rubrics">Rubrics under which new conversations are to be analysed.</param>
    /// <param name="progress">Gets the counts from time to time.</param>
    /// <param name="cancel">Stops between records; what was read is kept.</param>
    public async Task<RunRow> ImportAsync(
        IReadOnlyList<string> paths, string source, TranscriptOptions options, IReadOnlyList<string> rubrics,
        IProgress<ImportTally>? progress = null, CancellationToken cancel = default)
    {
        var run = new RunRow { Key = await runs.StartAsync("import", cancel), Kind = "import", Node = WorkerProcess.Current, State = "running" };
        var tally = default(ImportTally);
        try
        {
            foreach (var chunk in new TranscriptImport(options).Read(paths).Chunk(RowsPerTransaction))
            {
                cancel.ThrowIfCancellationRequested();
                tally += await SaveAsync(chunk, source, run.Key, rubrics, cancel);
                progress?.Report(tally);
            }

            return run = Count(run, tally) with { State = "finished", FinishedAt = clock.GetUtcNow() };
        }
        catch (Exception e)
        {
            run = Count(run, tally) with { State = "failed", Message = e.GetType().Name, FinishedAt = clock.GetUtcNow() };
            throw;
        }
        finally
        {
            await runs.ReportAsync(run, CancellationToken.None);
        }
    }

    private static RunRow Count(RunRow run, ImportTally tally) =>
        run with { Pulled = tally.Read, Accepted = tally.Accepted, Duplicate = tally.Duplicate, Quarantined = tally.Quarantined };

    /// <summary>One transaction; its counts are worth something only when it was committed.</summary>
    private async Task<ImportTally> SaveAsync(
        TranscriptRecord[] chunk, string source, long run, IReadOnlyList<string> rubrics, CancellationToken cancel)
    {
        var tally = default(ImportTally);
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var record in chunk)
        {
            switch (record)
            {
                case Accepted accepted:
                    tally += await SaveAsync(connection, transaction, source, accepted, rubrics);
                    break;
                case Rejected rejected:
                    await runs.QuarantineAsync(
                        connection, transaction, new() { RunKey = run, Source = source, File = rejected.File, Line = rejected.Line, Reason = rejected.Reason, Raw = rejected.Raw });
                    tally += new ImportTally(0, 0, 1);
                    break;
                default:
                    tally += new ImportTally(0, 1, 0);
                    break;
            }
        }

        await transaction.CommitAsync(cancel);
        return tally;
    }

    private async Task<ImportTally> SaveAsync(
        DbConnection connection, DbTransaction transaction, string source, Accepted accepted, IReadOnlyList<string> rubrics)
    {
        var (outcome, key) = await conversations.SaveAsync(connection, transaction, source, accepted.Conversation);
        if (outcome == SaveOutcome.Duplicate) return new(0, 1, 0);
        await WorkStore.AddAsync(connection, transaction, key, rubrics);
        return new(1, 0, 0);
    }
}

/// <summary>Counts of one import; read = accepted + duplicate + quarantined.</summary>
public readonly record struct ImportTally(long Accepted, long Duplicate, long Quarantined)
{
    public long Read => Accepted + Duplicate + Quarantined;

    public static ImportTally operator +(ImportTally a, ImportTally b) => new(a.Accepted + b.Accepted, a.Duplicate + b.Duplicate, a.Quarantined + b.Quarantined);
}
