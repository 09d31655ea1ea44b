using QaAnalyzer.Conversations;
using QaAnalyzer.Storage;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Bench.Night;

/// <summary>Conversations of a file, over and over under new ids, with work under every rubric.</summary>
internal sealed class NightSeed(NightParts parts, string? file)
{
    private const int RowsPerTransaction = 1_000;

    private readonly List<Conversation> _originals =
        [.. new TranscriptImport(new()).Read([file ?? Path.Combine(AppContext.BaseDirectory, "data", "samples")]).OfType<Accepted>().Select(a => a.Conversation)];

    public async Task AddAsync(int count, string prefix)
    {
        foreach (var chunk in Enumerable.Range(0, count).Chunk(RowsPerTransaction))
        {
            await using var connection = await parts.Database.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            var saved = await parts.Conversations.SaveAsync(
                connection, transaction, "bench", [.. chunk.Select(i => _originals[i % _originals.Count] with { Id = $"{prefix}-{i}" })]);
            await WorkStore.AddAsync(parts.Database, connection, transaction, [.. saved.Select(s => s.Key)], parts.RubricIds);
            await transaction.CommitAsync();
        }
    }
}
