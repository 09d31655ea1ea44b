using System.Collections.Concurrent;
using System.Threading.Channels;
using QaAnalyzer.Learning.Service;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
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
    /// <summary>While one waits for the disk at its commit, the other sends.</summary>
    private const int Writers = 2;

    /// <summary>Works until nothing is free under the rubrics or the gate is shut. Reports after every chunk.</summary>
    /// <param name="rubrics">Work under these alone.</param>
    /// <param name="runKey">The run that the results are counted for.</param>
    /// <param name="progress">Gets the counts since the beginning.</param>
    /// <param name="gate">Asked before every claim.</param>
    /// <param name="rerun">What this request has chosen; null does what no open request has.</param>
    /// <param name="cancel">Stops at once.</param>
    /// <exception cref="OperationCanceledException">Stopped; chunks that were reported are kept and those at hand are given back.</exception>
    public async Task<RunCounts> RunAsync(
        IReadOnlyList<Rubric> rubrics, long runKey, IProgress<RunCounts>? progress = null, RunGate? gate = null, long? rerun = null,
        CancellationToken cancel = default)
    {
        if (rubrics.Count == 0) return default;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var held = new ConcurrentDictionary<long, bool>();
        var read = Channel.CreateBounded<Chunk>(1);
        var analysed = Channel.CreateBounded<(Chunk, AnalysedChunk?)>(1);
        var counts = default(RunCounts);
        var counting = new Lock();

        // Read anew by every run, so that a scorer learned on any node speaks from the next run on.
        var learned = scorers is null ? [] : await scorers.InServiceAsync(rubrics, AnalysisPipeline.TaggerOf(detectors), cancel);
        var analyzer = new ChunkAnalyzer(analyses, new(rubrics, detectors, site, learned), runKey);
        var writer = new ChunkWriter(database, work, analyses, queue, analyzer, runKey);

        // A renewal that fails is tried again at the next beat, well before the leases end.
        var heartbeat = Beats.EveryAsync(WorkStore.HeartbeatTime, clock, beat => work.RenewAsync([.. held.Keys], WorkerProcess.Current, beat), stop.Token);
        Task[] stages =
        [
            StageAsync(1, read.Writer, () => ReadAsync(rubrics, rerun, held, gate, read.Writer, stop.Token), stop),
            StageAsync(Environment.ProcessorCount, analysed.Writer, () => AnalyzeAsync(analyzer, read.Reader, analysed.Writer, stop.Token), stop),
            StageAsync<Chunk>(Writers, null, () => WriteAsync(writer, analysed.Reader, held, Count, stop.Token), stop),
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
        IReadOnlyList<Rubric> rubrics, long? rerun, ConcurrentDictionary<long, bool> held, RunGate? gate, ChannelWriter<Chunk> output, CancellationToken cancel)
    {
        string[] ids = [.. rubrics.Select(r => r.Id)];
        var reader = new ChunkReader(database, conversations);
        var after = 0L;
        while (gate is null || await gate.PassAsync(cancel))
        {
            var began = clock.GetTimestamp();
            var claims = await work.ClaimAsync(ids, WorkerProcess.Current, ChunkReader.MostConversations * ids.Length, after, rerun, cancel);
            if (claims.Count == 0)
            {
                // Once more from the start: what others gave back meanwhile lies behind.
                if (after == 0) return;
                after = 0;
                continue;
            }

            after = claims[^1].ConversationKey - 1;
            foreach (var claim in claims) held[claim.ConversationKey] = true;
            await foreach (var chunk in reader.ReadAsync(claims, cancel))
            {
                QaMeter.Chunk("read", clock.GetElapsedTime(began));
                await output.WriteAsync(chunk, cancel);
                began = clock.GetTimestamp();
            }
        }
    }

    /// <summary>A chunk a core: nobody waits for the slowest conversation of a shared one.</summary>
    private async Task AnalyzeAsync(ChunkAnalyzer analyzer, ChannelReader<Chunk> input, ChannelWriter<(Chunk, AnalysedChunk?)> output, CancellationToken cancel)
    {
        await foreach (var chunk in input.ReadAllAsync(cancel))
        {
            var began = clock.GetTimestamp();
            AnalysedChunk? analysed;
            try
            {
                analysed = await analyzer.AnalyzeAsync(chunk, cancel);
            }
            catch (Exception e) when (ChunkWriter.IsPoison(e))
            {
                // The writer will find which conversation it is.
                analysed = null;
            }

            QaMeter.Chunk("analyse", clock.GetElapsedTime(began));
            await output.WriteAsync((chunk, analysed), cancel);
        }
    }

    private async Task WriteAsync(
        ChunkWriter writer, ChannelReader<(Chunk, AnalysedChunk?)> input, ConcurrentDictionary<long, bool> held, Action<RunCounts> count, CancellationToken cancel)
    {
        await foreach (var (chunk, analysed) in input.ReadAllAsync(cancel))
        {
            var began = clock.GetTimestamp();
            var counts = await writer.WriteAsync(chunk, analysed, cancel);
            QaMeter.Chunk("write", clock.GetElapsedTime(began));
            foreach (var claim in chunk.Claims) held.TryRemove(claim.ConversationKey, out _);
            count(counts);
        }
    }
}
