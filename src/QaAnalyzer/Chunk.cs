using QaAnalyzer.Reviews;
using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>Work that was claimed together, and its conversations as they lie in the database.</summary>
internal sealed record Chunk(IReadOnlyList<Claim> Claims, IReadOnlyList<StoredBody> Bodies)
{
    /// <summary>The part of it that is work on these conversations.</summary>
    public Chunk Of(IEnumerable<StoredBody> bodies)
    {
        StoredBody[] part = [.. bodies];
        var keys = part.Select(b => b.Key).ToHashSet();
        return new([.. Claims.Where(c => keys.Contains(c.ConversationKey))], part);
    }

    /// <summary>The part of it that these claims are.</summary>
    public Chunk Of(IReadOnlySet<Claim> claims)
    {
        var keys = claims.Select(c => c.ConversationKey).ToHashSet();
        return new([.. Claims.Where(claims.Contains)], [.. Bodies.Where(b => keys.Contains(b.Key))]);
    }
}

/// <summary>What became of a chunk, ready to be written.</summary>
internal sealed record AnalysedChunk(AnalysisBatch Batch, IReadOnlyList<NewReviewItem> Items, IReadOnlyList<Failure> Failures) : IDisposable
{
    public void Dispose() => Batch.Dispose();
}
