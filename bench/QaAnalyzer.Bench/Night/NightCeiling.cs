using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using QaAnalyzer.Reviews;
using QaAnalyzer.Storage;
using QaAnalyzer.Storage.Bulk;

namespace QaAnalyzer.Bench.Night;

/// <summary>
/// What the database gives to a program that does not think: as many loops as cores claim open work, read the conversations and COPY the bytes
/// that the night run would write for them (analyses, signals, drafts and review items), made before the clock starts. Leaves the work done.
/// </summary>
internal sealed class NightCeiling(NightParts parts)
{
    private static readonly BulkTable ReviewItems = new("review_items", ["conversation_key", "rubric", "state", "priority"]);

    private readonly ConcurrentDictionary<long, Recorded> _byFirstKey = [];

    /// <summary>Conversations a second over all open work.</summary>
    public async Task<double> RateAsync()
    {
        var count = await RecordAsync();
        await parts.ExecuteAsync("UPDATE work SET state = 'pending', claimed_by = NULL, claimed_until = NULL");
        await parts.ExecuteAsync("VACUUM work");
        var cursor = new Cursor();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() => LoopAsync(cursor))));
        var rate = count / watch.Elapsed.TotalSeconds;
        await parts.ExecuteAsync("DELETE FROM work");
        return rate;
    }

    private async Task LoopAsync(Cursor cursor)
    {
        while (await ClaimAsync(cursor) is { Length: > 0 } keys)
        {
            await using var connection = (NpgsqlConnection)await parts.Database.OpenAsync();
            await parts.Conversations.LoadAsync(connection, keys);
            var recorded = _byFirstKey[keys[0]];
            await using var transaction = await connection.BeginTransactionAsync();
            await recorded.Batch.WriteAsync(connection, transaction);
            await recorded.Items.WriteAsync(connection, transaction);
            await transaction.CommitAsync();
        }
    }

    /// <summary>One after the other, so that the chunks are those that were recorded.</summary>
    private async Task<long[]> ClaimAsync(Cursor cursor)
    {
        await cursor.Gate.WaitAsync();
        try
        {
            var claims = await parts.Work.ClaimAsync(parts.RubricIds, "bench", ChunkReader.MostConversations * parts.Rubrics.Count, cursor.After);
            if (claims.Count > 0) cursor.After = claims[^1].ConversationKey;
            return [.. claims.Select(c => c.ConversationKey).Distinct()];
        }
        finally
        {
            cursor.Gate.Release();
        }
    }

    private async Task<int> RecordAsync()
    {
        var pipelines = new AnalysisPipelines(parts.Rubrics, parts.Detectors, parts.Site);
        var store = new AnalysisStore(parts.Database, TimeProvider.System);
        var cursor = new Cursor();
        var count = 0;
        while (await ClaimAsync(cursor) is { Length: > 0 } keys)
        {
            await using var connection = await parts.Database.OpenAsync();
            var bodies = await parts.Conversations.LoadAsync(connection, keys);
            var recorded = new Recorded(await store.PrepareAsync(keys.Length * parts.Rubrics.Count, null, default), new(ReviewItems, Dialect.PostgreSql));
            foreach (var analysis in bodies.AsParallel().AsOrdered().SelectMany(b => pipelines.Analyze(b.Parse().Conversation).Select(a => new NewAnalysis(b.Key, a))))
            {
                await recorded.Batch.AddAsync(analysis);
                recorded.Items.Add(sink => Write(sink, NewReviewItem.Of(analysis.ConversationKey, analysis.Analysis)));
            }

            _byFirstKey[keys[0]] = recorded;
            count += keys.Length;
        }

        return count;
    }

    private static void Write(IRowSink sink, NewReviewItem item)
    {
        sink.Row();
        sink.Int64(item.ConversationKey);
        sink.Text(item.Rubric);
        sink.Text("pending");
        sink.Real(item.Priority);
    }

    private sealed class Cursor
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public long After { get; set; }
    }

    private sealed record Recorded(AnalysisBatch Batch, BulkRows Items);
}
