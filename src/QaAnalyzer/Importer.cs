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
        IReadOnlyList<string> paths, string source, TranscriptOptions options, IReadOnlyList<string> rubrics, IProgress<ImportTally>? progress = null, CancellationToken cancel = default)
    {
        var key = await runs.StartAsync("import", cancel);
        var tally = new ImportTally();
        foreach (var chunk in new TranscriptImport(options).Read(paths).Chunk(RowsPerTransaction))
        {
            cancel.ThrowIfCancellationRequested();
            await SaveAsync(chunk, source, key, rubrics, tally, cancel);
            progress?.Report(tally);
        }

        var run = new RunRow
        {
            Key = key, Kind = "import", Node = Environment.MachineName, State = "finished", FinishedAt = clock.GetUtcNow(),
            Pulled = tally.Read, Accepted = tally.Accepted, Duplicate = tally.Duplicate, Quarantined = tally.Quarantined,
        };
        await runs.ReportAsync(run, cancel);
        return run;
    }

    private async Task SaveAsync(TranscriptRecord[] chunk, string source, long run, IReadOnlyList<string> rubrics, ImportTally tally, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var record in chunk)
        {
            switch (record)
            {
                case Accepted accepted:
                    await SaveAsync(connection, transaction, source, accepted, rubrics, tally);
                    break;
                case Rejected rejected:
                    await runs.QuarantineAsync(
                        connection, transaction, new() { RunKey = run, Source = source, File = rejected.File, Line = rejected.Line, Reason = rejected.Reason, Raw = rejected.Raw });
                    tally.Quarantined++;
                    break;
                default:
                    tally.Duplicate++;
                    break;
            }
        }

        await transaction.CommitAsync(cancel);
    }

    private async Task SaveAsync(DbConnection connection, DbTransaction transaction, string source, Accepted accepted, IReadOnlyList<string> rubrics, ImportTally tally)
    {
        var (outcome, key) = await conversations.SaveAsync(connection, transaction, source, accepted.Conversation);
        if (outcome == SaveOutcome.Duplicate)
        {
            tally.Duplicate++;
            return;
        }

        await WorkStore.AddAsync(connection, transaction, key, rubrics);
        tally.Accepted++;
    }
}

/// <summary>Counts of one import; read = accepted + duplicate + quarantined.</summary>
public sealed class ImportTally
{
    public long Accepted { get; set; }

    public long Duplicate { get; set; }

    public long Quarantined { get; set; }

    public long Read => Accepted + Duplicate + Quarantined;
}
