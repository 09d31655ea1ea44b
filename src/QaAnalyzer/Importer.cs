using System.Data.Common;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer;

/// <summary>
/// Transcript files into the database: conversations to be analysed, past scores to history, rejected records to quarantine, and counts that
/// add up.
/// </summary>
public sealed class Importer(Database database, ConversationStore conversations, HistoryStore history, RunStore runs, TimeProvider clock)
{
    private const int RowsPerTransaction = 500;

    /// <summary>Imports and returns the finished run.</summary>
    /// <param name="paths">Files, folders, archives, or <c>-</c>.</param>
    /// <param name="source">Name under which ids are unique.</param>
    /// <param name="options">What the caller knows about the files.</param>
    /// <param name="rubrics">Rubrics under which new conversations are to be analysed.</param>
    /// <param name="forms">Rubrics whose criteria past scores name.</param>
    /// <param name="progress">Gets the counts from time to time.</param>
    /// <param name="forRun">The run that pulls, whose conversations these are; this import itself when null.</param>
    /// <param name="cancel">Stops between records; what was read is kept.</param>
    public async Task<RunRow> ImportAsync(
        IReadOnlyList<string> paths, string source, TranscriptOptions options, IReadOnlyList<string> rubrics, IReadOnlyList<Rubric> forms,
        IProgress<ImportTally>? progress = null, long? forRun = null, CancellationToken cancel = default)
    {
        var run = new RunRow { Key = await runs.StartAsync("import", cancel), Kind = "import", Node = WorkerProcess.Current, State = "running" };
        var tally = default(ImportTally);
        try
        {
            foreach (var chunk in new TranscriptImport(options with { PastScores = true }).Read(paths).Chunk(RowsPerTransaction))
            {
                cancel.ThrowIfCancellationRequested();
                tally += await SaveAsync(chunk, new(source, run.Key, forRun ?? run.Key, rubrics, forms), cancel);
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
        run with { Pulled = tally.Read, Accepted = tally.Accepted, Duplicate = tally.Duplicate, Quarantined = tally.Quarantined, Scores = tally.Scores };

    /// <summary>One transaction; its counts are worth something only when it was committed.</summary>
    private async Task<ImportTally> SaveAsync(TranscriptRecord[] chunk, Purpose purpose, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var tally = await SaveAsync(connection, transaction, purpose, [.. chunk.OfType<Accepted>()]);
        foreach (var record in chunk)
        {
            switch (record)
            {
                case Accepted:
                    break;
                case PastScore score:
                    tally += await SaveAsync(connection, transaction, purpose, score);
                    break;
                case Rejected rejected:
                    await QuarantineAsync(connection, transaction, purpose, rejected, rejected.Reason, rejected.Raw);
                    tally += new ImportTally(0, 0, 1);
                    break;
                default:
                    tally += new ImportTally(0, 1, 0);
                    break;
            }
        }

        await transaction.CommitAsync(cancel);
        QaMeter.Pulled(purpose.Source, tally);
        return tally;
    }

    private async Task<ImportTally> SaveAsync(DbConnection connection, DbTransaction transaction, Purpose purpose, IReadOnlyList<Accepted> accepted)
    {
        var saved = await conversations.SaveAsync(connection, transaction, purpose.Source, [.. accepted.Select(a => a.Conversation)], purpose.Owner);
        await WorkStore.AddAsync(database, connection, transaction, [.. saved.Where(s => s.NeedsWork).Select(s => s.Key)], purpose.Rubrics);
        var fresh = accepted.Zip(saved).Where(p => p.Second.Outcome != SaveOutcome.Duplicate).ToList();
        await history.TakeWaitingAsync(connection, transaction, purpose.Source, [.. fresh.Select(p => (p.First.Conversation.Id, p.Second.Key))]);
        var tally = new ImportTally(fresh.Count, accepted.Count - fresh.Count, 0);
        foreach (var (record, (_, key)) in accepted.Zip(saved))
        {
            // A refused score of an accepted conversation is a record of its own, so that the counts add up.
            foreach (var refusal in await history.AddAsync(connection, transaction, key, record.Conversation, purpose.Forms))
            {
                await QuarantineAsync(connection, transaction, purpose, record, refusal.Reason, refusal.Raw);
                tally += new ImportTally(0, 0, 1);
            }
        }

        return tally;
    }

    private async Task<ImportTally> SaveAsync(DbConnection connection, DbTransaction transaction, Purpose purpose, PastScore score)
    {
        var outcome = await history.AddAsync(connection, transaction, purpose.Source, score, purpose.Forms);
        if (outcome is HistoryOutcome.Added) return new(1, 0, 0) { Scores = 1 };
        if (outcome is HistoryOutcome.Known) return new(0, 1, 0);

        var refused = (HistoryOutcome.Refused)outcome;
        var key = await QuarantineAsync(connection, transaction, purpose, score, refused.Reason, score.Raw);
        if (refused.Waits) await history.WaitAsync(connection, transaction, purpose.Source, score, purpose.Forms, key);
        return new(0, 0, 1);
    }

    private Task<long> QuarantineAsync(DbConnection connection, DbTransaction transaction, Purpose purpose, TranscriptRecord record, string reason, string raw) =>
        runs.QuarantineAsync(
            connection, transaction, new() { RunKey = purpose.Run, Source = purpose.Source, File = record.File, Line = record.Line, Reason = reason, Raw = raw });

    /// <summary>What an import is for, the same for all its records.</summary>
    private sealed record Purpose(string Source, long Run, long Owner, IReadOnlyList<string> Rubrics, IReadOnlyList<Rubric> Forms);
}

/// <summary>Counts of one import; read = accepted + duplicate + quarantined.</summary>
public readonly record struct ImportTally(long Accepted, long Duplicate, long Quarantined)
{
    /// <summary>How many of the accepted are past scores and no conversations.</summary>
    public long Scores { get; init; }

    public long Read => Accepted + Duplicate + Quarantined;

    public static ImportTally operator +(ImportTally a, ImportTally b) => new(a.Accepted + b.Accepted, a.Duplicate + b.Duplicate, a.Quarantined + b.Quarantined) { Scores = a.Scores + b.Scores };
}
