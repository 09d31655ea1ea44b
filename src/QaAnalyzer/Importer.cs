using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Storage;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer;

/// <summary>
/// Transcript files into the database: conversations to be analysed, past scores to history, rejected records to quarantine, and counts that
/// add up. A database that is away for a moment is waited for.
/// </summary>
public sealed class Importer(Database database, ConversationStore conversations, HistoryStore history, RunStore runs, TimeProvider clock)
{
    private readonly RecordSaver _saver = new(database, conversations, history, runs);

    /// <summary>Imports and returns the finished run.</summary>
    /// <param name="paths">Files, folders, archives, or <c>-</c>.</param>
    /// <param name="source">Name under which ids are unique.</param>
    /// <param name="options">What the caller knows about the files.</param>
    /// <param name="rubrics">Rubrics under which new conversations are to be analysed.</param>
    /// <param name="forms">Rubrics whose criteria past scores name.</param>
    /// <param name="progress">Gets the counts from time to time.</param>
    /// <param name="forRun">The run that pulls, whose conversations these are; this import itself when null.</param>
    /// <param name="cancel">Stops between records; what was read is kept.</param>
    public Task<RunRow> ImportAsync(
        IReadOnlyList<string> paths, string source, TranscriptOptions options, IReadOnlyList<string> rubrics, IReadOnlyList<Rubric> forms,
        IProgress<ImportTally>? progress = null, long? forRun = null, CancellationToken cancel = default) =>
        ImportAsync(new TranscriptImport(options with { PastScores = true }).Read(paths), source, rubrics, forms, progress, forRun, cancel);

    /// <summary>Records that others have read.</summary>
    internal async Task<RunRow> ImportAsync(
        IEnumerable<TranscriptRecord> records, string source, IReadOnlyList<string> rubrics, IReadOnlyList<Rubric> forms,
        IProgress<ImportTally>? progress = null, long? forRun = null, CancellationToken cancel = default)
    {
        var key = await Outage.RideAsync(() => runs.StartAsync("import", cancel), clock, cancel);
        var run = new RunRow { Key = key, Kind = "import", Node = WorkerProcess.Current, State = "running" };
        var purpose = new SavePurpose { Source = source, Run = run.Key, Owner = forRun ?? run.Key, Rubrics = rubrics, Forms = forms };
        var saver = _saver.Of(purpose, clock);
        try
        {
            foreach (var chunk in records.Chunk(RecordSaver.RecordsPerTransaction))
            {
                cancel.ThrowIfCancellationRequested();
                await saver.SaveAsync(chunk, cancel: cancel);
                progress?.Report(saver.Tally);
            }

            return run = Count(run, saver.Tally) with { State = "finished", FinishedAt = clock.GetUtcNow() };
        }
        catch (Exception e)
        {
            run = Count(run, saver.Tally) with { State = "failed", Message = e.GetType().Name, FinishedAt = clock.GetUtcNow() };
            throw;
        }
        finally
        {
            await Outage.RideAsync(() => runs.ReportAsync(run, CancellationToken.None), clock, CancellationToken.None);
        }
    }

    private static RunRow Count(RunRow run, ImportTally tally) =>
        run with { Pulled = tally.Read, Accepted = tally.Accepted, Duplicate = tally.Duplicate, Quarantined = tally.Quarantined, Scores = tally.Scores };
}

/// <summary>Counts of one import; read = accepted + duplicate + quarantined.</summary>
public readonly record struct ImportTally(long Accepted, long Duplicate, long Quarantined)
{
    /// <summary>How many of the accepted are past scores and no conversations.</summary>
    public long Scores { get; init; }

    public long Read => Accepted + Duplicate + Quarantined;

    public static ImportTally operator +(ImportTally a, ImportTally b) => new(a.Accepted + b.Accepted, a.Duplicate + b.Duplicate, a.Quarantined + b.Quarantined) { Scores = a.Scores + b.Scores };
}
