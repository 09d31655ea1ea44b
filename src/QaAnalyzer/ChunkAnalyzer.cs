using QaAnalyzer.Reviews;
using QaAnalyzer.Scoring;
using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>
/// Analyses a chunk conversation by conversation and makes the rows of each ready before the next, so that no more than one analysis a core is
/// in memory. The same chunk may be analysed again at any time: it gives the same.
/// </summary>
internal sealed class ChunkAnalyzer(AnalysisStore analyses, RubricSets pipelines, long runKey)
{
    public async Task<AnalysedChunk> AnalyzeAsync(Chunk chunk, CancellationToken cancel)
    {
        var batch = await analyses.PrepareAsync(chunk.Claims.Count, runKey, cancel);
        var items = new List<NewReviewItem>(chunk.Claims.Count);
        var failures = new List<Failure>();
        var wanted = chunk.Claims.ToLookup(c => c.ConversationKey, c => c.Rubric);
        foreach (var stored in chunk.Bodies)
        {
            cancel.ThrowIfCancellationRequested();
            var rubrics = pipelines.Of(wanted[stored.Key]);
            var (found, error) = Analyze(rubrics.Pipelines, stored);
            foreach (var analysis in found)
            {
                await batch.AddAsync(new(stored.Key, analysis));
                items.Add(NewReviewItem.Of(stored.Key, analysis));
            }

            if (error is not null) failures.AddRange(rubrics.Ids.Select(rubric => new Failure(new(stored.Key, rubric), error)));
        }

        return new(batch, items, failures);
    }

    /// <summary>Nothing of a chunk can be kept, for this reason.</summary>
    public async Task<AnalysedChunk> FailAsync(Chunk chunk, string reason, CancellationToken cancel) =>
        new(await analyses.PrepareAsync(0, runKey, cancel), [], [.. chunk.Claims.Select(claim => new Failure(claim, reason))]);

    /// <summary>One poisonous conversation costs itself, not its chunk.</summary>
    private static (IReadOnlyList<ConversationAnalysis> Found, string? Error) Analyze(AnalysisPipelines pipelines, StoredBody stored)
    {
        try
        {
            return (pipelines.Analyze(stored.Unreviewed()), null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return ([], e.GetType().Name);
        }
    }
}
