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
    /// <param name="forRun">The run that pulls, whose conversations these are; this import itself when null.</param>
    /// <param name="cancel">Stops between records; what was read is kept.</param>
    public async Task<RunRow> ImportAsync(
        IReadOnlyList<string> paths, string source, TranscriptOptions options, IReadOnlyList<string> rubrics,
        IProgress<ImportTally>? progress = null, long? forRun = null, CancellationToken cancel = default)
    {
        var run = new RunRow { Key = await runs.StartAsync("import", cancel), Kind = "import", Node = WorkerProcess.Current, State = "running" };
        var tally = default(ImportTally);
        try
        {
            foreach (var chunk in new TranscriptImport(options).Read(paths).Chunk(RowsPerTransaction))
            {
                cancel.ThrowIfCancellationRequested();
                tally += await SaveAsync(chunk, source, run.Key, forRun ?? run.Key, rubrics, cancel);
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
        TranscriptRecord[] chunk, string source, long import, long owner, IReadOnlyList<string> rubrics, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var saved = await conversations.SaveAsync(connection, transaction, source, [.. chunk.OfType<Accepted>().Select(a => a.Conversation)], owner);
        await WorkStore.AddAsync(database, connection, transaction, [.. saved.Where(s => s.NeedsWork).Select(s => s.Key)], rubrics);
        var rejected = chunk.OfType<Rejected>().ToList();
        foreach (var record in rejected)
        {
            await runs.QuarantineAsync(
                connection, transaction, new() { RunKey = import, Source = source, File = record.File, Line = record.Line, Reason = record.Reason, Raw = record.Raw });
        }

        await transaction.CommitAsync(cancel);
        var fresh = saved.Count(s => s.Outcome != SaveOutcome.Duplicate);
        return new(fresh, chunk.Length - fresh - rejected.Count, rejected.Count);
    }
}

/// <summary>Counts of one import; read = accepted + duplicate + quarantined.</summary>
public readonly record struct ImportTally(long Accepted, long Duplicate, long Quarantined)
{
    public long Read => Accepted + Duplicate + Quarantined;

    public static ImportTally operator +(ImportTally a, ImportTally b) => new(a.Accepted + b.Accepted, a.Duplicate + b.Duplicate, a.Quarantined + b.Quarantined);
}
