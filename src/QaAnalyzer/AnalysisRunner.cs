using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>
/// Claims a chunk of pending work, runs the pipeline on all cores and saves everything in one transaction. A chunk is kept whole or
/// not at all: after a crash it is claimed and done again, and no conversation ends with two current analyses.
/// </summary>
public sealed class AnalysisRunner(
    Database database, WorkStore work, ConversationStore conversations, AnalysisStore analyses, IReadOnlyList<ISignalDetector> detectors, SiteSettings? site = null)
{
    private const int ChunkSize = 200;

    /// <summary>Works until nothing is pending under the rubric. Reports after every chunk.</summary>
    /// <exception cref="OperationCanceledException">Stopped; chunks that were reported are kept and the one at hand is given back.</exception>
    public async Task<RunCounts> RunAsync(Rubric rubric, long runKey, IProgress<RunCounts>? progress = null, CancellationToken cancel = default)
    {
        var pipeline = new AnalysisPipeline(rubric, detectors, site);
        var counts = new RunCounts(0, 0);
        while (true)
        {
            var keys = await work.ClaimAsync(rubric.Id, WorkerProcess.Current, ChunkSize, cancel);
            if (keys.Count == 0) return counts;
            try
            {
                counts += await RunChunkAsync(pipeline, keys, runKey, cancel);
            }
            catch (OperationCanceledException)
            {
                await work.ReleaseAsync(rubric.Id, keys, WorkerProcess.Current, CancellationToken.None);
                throw;
            }

            progress?.Report(counts);
        }
    }

    private async Task<RunCounts> RunChunkAsync(AnalysisPipeline pipeline, IReadOnlyList<long> keys, long runKey, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var bodies = await conversations.LoadAsync(connection, keys);
        var results = bodies.AsParallel().AsOrdered().WithCancellation(cancel).Select(b => Analyze(pipeline, b)).ToList();

        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var counts = new RunCounts(0, 0);
        foreach (var (key, analysis, error) in results)
        {
            if (!await WorkStore.FinishAsync(connection, transaction, key, pipeline.Rubric.Id, WorkerProcess.Current, error)) continue;
            if (analysis is not null) await analyses.SaveAsync(connection, transaction, key, runKey, analysis);
            counts += analysis is null ? new(0, 1) : new(1, 0);
        }

        await transaction.CommitAsync(cancel);
        return counts;
    }

    /// <summary>One poisonous conversation costs itself, not its chunk.</summary>
    private static (long Key, ConversationAnalysis? Analysis, string? Error) Analyze(AnalysisPipeline pipeline, StoredBody stored)
    {
        try
        {
            return (stored.Key, pipeline.Analyze(stored.Parse().Conversation), null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (stored.Key, null, e.GetType().Name);
        }
    }
}

/// <summary>Conversations analysed and failed.</summary>
public readonly record struct RunCounts(long Analysed, long Failed)
{
    public static RunCounts operator +(RunCounts a, RunCounts b) => new(a.Analysed + b.Analysed, a.Failed + b.Failed);
}
