using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using QaAnalyzer.Scoring;
using QaAnalyzer.Storage;
using QaAnalyzer.Storage.Bulk;

namespace QaAnalyzer.Bench.Night;

/// <summary>
/// What the database gives to a program that does not think: as many loops as cores claim open work, read the conversations and COPY the bytes
/// that the night run would write for them, made before the clock starts. Leaves the work done.
/// </summary>
internal sealed class NightCeiling(NightParts parts)
{
    private const int ChunkSize = 200;

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
            await AnalysisRows.Analyses.CopyAsync(connection, recorded.Analyses);
            await AnalysisRows.Signals.CopyAsync(connection, recorded.Signals);
            await AnalysisRows.Drafts.CopyAsync(connection, recorded.Drafts);
            await transaction.CommitAsync();
        }
    }

    /// <summary>One after the other, so that the chunks are those that were recorded.</summary>
    private async Task<long[]> ClaimAsync(Cursor cursor)
    {
        await cursor.Gate.WaitAsync();
        try
        {
            var claims = await parts.Work.ClaimAsync(parts.RubricIds, "bench", ChunkSize * parts.Rubrics.Count, cursor.After);
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
        var cursor = new Cursor();
        var count = 0;
        while (await ClaimAsync(cursor) is { Length: > 0 } keys)
        {
            await using var connection = await parts.Database.OpenAsync();
            var bodies = await parts.Conversations.LoadAsync(connection, keys);
            var analyses = bodies.AsParallel().AsOrdered().SelectMany(b => pipelines.Analyze(b.Parse().Conversation).Select(a => new NewAnalysis(b.Key, a))).ToList();
            _byFirstKey[keys[0]] = await RecordAsync(analyses);
            count += keys.Length;
        }

        return count;
    }

    private async Task<Recorded> RecordAsync(List<NewAnalysis> analyses)
    {
        await using var connection = await parts.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var store = new AnalysisStore(parts.Database, TimeProvider.System);
        var placed = await store.PlaceAsync(connection, transaction, analyses, default);
        await transaction.CommitAsync();
        var recorded = new Recorded(new(AnalysisRows.Analyses.Columns.Count), new(AnalysisRows.Signals.Columns.Count), new(AnalysisRows.Drafts.Columns.Count));
        foreach (var one in placed)
        {
            AnalysisRows.Write(recorded.Analyses, one, null, TimeProvider.System.GetUtcNow());
            if (one.SignalSet == one.Key) AnalysisRows.WriteSignals(recorded.Signals, one);
            AnalysisRows.WriteDrafts(recorded.Drafts, one);
        }

        recorded.Analyses.End();
        recorded.Signals.End();
        recorded.Drafts.End();
        return recorded;
    }

    private sealed class Cursor
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public long After { get; set; }
    }

    private sealed record Recorded(CopyBuffer Analyses, CopyBuffer Signals, CopyBuffer Drafts);
}
