using System.Collections.Concurrent;
using System.Threading.Channels;
using QaAnalyzer.Learning.Service;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Storage;

namespace QaAnalyzer;

/// <summary>
/// Claims chunks of pending work, analyses them on all cores, a chunk a core, and saves each in one transaction. Three stages work at the same
/// time: chunks are read while those before are analysed and those before these are written. What was claimed is kept under a lease with a heartbeat; after
/// a crash it is claimed and done again, and no conversation ends with two current analyses.
/// </summary>
public sealed class AnalysisRunner(
    Database database, WorkStore work, ConversationStore conversations, AnalysisStore analyses, ReviewQueue queue, IReadOnlyList<ISignalDetector> detectors,
    TimeProvider clock, SiteSettings? site = null, ScorerShelf? scorers = null)
{
    /// <summary>Conversations in one transaction.</summary>
    private const int ChunkSize = 100;

    /// <summary>While one waits for the disk at its commit, the other sends.</summary>
    private const int Writers = 2;

    private readonly ChunkWriter _writer = new(database, work, analyses, queue);

    /// <summary>Works until nothing is free under the rubrics or the gate is shut. Reports after every chunk.</summary>
    /// <exception cref="OperationCanceledException">Stopped; chunks that were reported are kept and those at hand are given back.</exception>
    public async Task<RunCounts> RunAsync(
        IReadOnlyList<Rubric> rubrics, long runKey, IProgress<RunCounts>? progress = null, RunGate? gate = null, CancellationToken cancel = default)
    {
        if (rubrics.Count == 0) return default;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var held = new ConcurrentDictionary<long, bool>();
        var read = Channel.CreateBounded<ReadChunk>(1);
        var analysed = Channel.CreateBounded<AnalysedChunk>(1);
        var counts = default(RunCounts);
        var counting = new Lock();

        // Read anew by every run, so that a scorer learned on any node speaks from the next run on.
        var learned = scorers is null ? [] : await scorers.InServiceAsync(rubrics, AnalysisPipeline.TaggerOf(detectors), cancel);
        var pipelines = new RubricSets(rubrics, detectors, site, learned);

        // A renewal that fails is tried again at the next beat, well before the leases end.
        var heartbeat = Beats.EveryAsync(WorkStore.HeartbeatTime, clock, beat => work.RenewAsync([.. held.Keys], WorkerProcess.Current, beat), stop.Token);
        Task[] stages =
        [
            StageAsync(1, read.Writer, () => ReadAsync(rubrics, held, gate, read.Writer, stop.Token), stop),
            StageAsync(Environment.ProcessorCount, analysed.Writer, () => AnalyzeAsync(pipelines, read.Reader, analysed.Writer, stop.Token), stop),
            StageAsync<AnalysedChunk>(Writers, null, () => WriteAsync(analysed.Reader, held, runKey, Count, stop.Token), stop),
        ];
        try
        {
            await Task.WhenAll(stages);
            return counts;
        }
        finally
        {
            await stop.CancelAsync();
            await heartbeat;
            if (!held.IsEmpty) await work.ReleaseAsync([.. held.Keys], WorkerProcess.Current, CancellationToken.None);
        }

        void Count(RunCounts ofChunk)
        {
            lock (counting)
            {
                counts += ofChunk;
                progress?.Report(counts);
            }
        }
    }

    /// <summary>So many workers on one stage. Ends the channel behind it with the last of them, and all stages as soon as one fails.</summary>
    private static async Task StageAsync<T>(int workers, ChannelWriter<T>? output, Func<Task> work, CancellationTokenSource stop)
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync)));
            output?.Complete();
        }
        catch (Exception e)
        {
            output?.TryComplete(e);
            throw;
        }

        async Task WorkAsync()
        {
            try
            {
                await work();
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }

    private async Task ReadAsync(
        IReadOnlyList<Rubric> rubrics, ConcurrentDictionary<long, bool> held, RunGate? gate, ChannelWriter<ReadChunk> output, CancellationToken cancel)
    {
        string[] ids = [.. rubrics.Select(r => r.Id)];
        var after = 0L;
        while (gate is null || await gate.PassAsync(cancel))
        {
            var began = clock.GetTimestamp();
            var claims = await work.ClaimAsync(ids, WorkerProcess.Current, ChunkSize * ids.Length, after, cancel);
            if (claims.Count == 0)
            {
                // Once more from the start: what others gave back meanwhile lies behind.
                if (after == 0) return;
                after = 0;
                continue;
            }

            after = claims[^1].ConversationKey - 1;
            foreach (var claim in claims) held[claim.ConversationKey] = true;
            await using var connection = await database.OpenAsync(cancel);
            var bodies = await conversations.LoadAsync(connection, [.. claims.Select(c => c.ConversationKey).Distinct()], cancel);
            QaMeter.Chunk("read", clock.GetElapsedTime(began));
            await output.WriteAsync(new(claims, bodies), cancel);
        }
    }

    /// <summary>A chunk a core: nobody waits for the slowest conversation of a shared one.</summary>
    private async Task AnalyzeAsync(RubricSets pipelines, ChannelReader<ReadChunk> input, ChannelWriter<AnalysedChunk> output, CancellationToken cancel)
    {
        await foreach (var (claims, bodies) in input.ReadAllAsync(cancel))
        {
            var began = clock.GetTimestamp();
            var wanted = claims.ToLookup(c => c.ConversationKey, c => c.Rubric);
            var results = new AnalysedConversation[bodies.Count];
            for (var i = 0; i < results.Length; i++)
            {
                cancel.ThrowIfCancellationRequested();
                results[i] = Analyze(pipelines.Of(wanted[bodies[i].Key]), bodies[i]);
            }

            QaMeter.Chunk("analyse", clock.GetElapsedTime(began));
            await output.WriteAsync(new(claims, results), cancel);
        }
    }

    private async Task WriteAsync(
        ChannelReader<AnalysedChunk> input, ConcurrentDictionary<long, bool> held, long runKey, Action<RunCounts> count, CancellationToken cancel)
    {
        await foreach (var (claims, results) in input.ReadAllAsync(cancel))
        {
            var began = clock.GetTimestamp();
            var counts = await _writer.WriteAsync(results, runKey, cancel);
            QaMeter.Chunk("write", clock.GetElapsedTime(began));
            foreach (var claim in claims) held.TryRemove(claim.ConversationKey, out _);
            count(counts);
        }
    }

    /// <summary>One poisonous conversation costs itself, not its chunk.</summary>
    private static AnalysedConversation Analyze(RubricSet rubrics, StoredBody stored)
    {
        try
        {
            return new(stored.Key, rubrics.Ids, rubrics.Pipelines.Analyze(stored.Parse().Conversation), null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new(stored.Key, rubrics.Ids, [], e.GetType().Name);
        }
    }

    private sealed record ReadChunk(IReadOnlyList<Claim> Claims, IReadOnlyList<StoredBody> Bodies);

    private sealed record AnalysedChunk(IReadOnlyList<Claim> Claims, IReadOnlyList<AnalysedConversation> Results);
}
