using System.Data.Common;
using System.Runtime.CompilerServices;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Sources.Readers;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Sources;

/// <summary>
/// Pulls sources: each under a lease, so that one node does it, page by page from its checkpoint on. A page's records and its checkpoint are
/// committed together, through short outages of our database. A source that fails is noted with the class of its error and costs the others nothing.
/// </summary>
public sealed class PullRun(
    IReadOnlyList<SourceSettings> sources, SourceStore store, RecordSaver saver, Importer importer, RunStore runs, TimeProvider clock) : IDisposable
{
    /// <summary>Of the whole process: two pulls of one process are two holders as well.</summary>
    private static long _count;

    private readonly SourceReaders _readers = new(clock);
    private readonly InboxPull _inboxes = new(importer, runs, clock);

    public IReadOnlyList<SourceSettings> Sources => sources;

    /// <summary>Pulls the sources whose time has come.</summary>
    public async Task<IReadOnlyList<PullResult>> RunDueAsync(IReadOnlyList<Rubric> rubrics, CancellationToken cancel = default)
    {
        var scheduled = sources.Where(s => s.Schedule is not null).ToList();
        if (scheduled.Count == 0) return [];
        var due = await store.DueAsync([.. scheduled.Select(s => s.Id)], cancel);
        return await RunAsync([.. scheduled.Where(s => due.Contains(s.Id))], rubrics, null, PullWatch.None, cancel);
    }

    /// <summary>Pulls all sources, whatever their time.</summary>
    /// <param name="rubrics">Rubrics of the analysis and of past scores.</param>
    /// <param name="forRun">The run whose conversations these are; a run of each source's own when null.</param>
    /// <param name="watch">Of that run.</param>
    /// <param name="cancel">Stops between pages; what was stored stays.</param>
    public Task<IReadOnlyList<PullResult>> RunAsync(
        IReadOnlyList<Rubric> rubrics, long? forRun = null, PullWatch? watch = null, CancellationToken cancel = default) =>
        RunAsync(sources, rubrics, forRun, watch ?? PullWatch.None, cancel);

    /// <summary>Pulls one source now.</summary>
    public async Task<PullResult> RunAsync(SourceSettings source, IReadOnlyList<Rubric> rubrics, CancellationToken cancel = default) =>
        (await RunAsync([source], rubrics, null, PullWatch.None, cancel))[0];

    public void Dispose() => _readers.Dispose();

    private async Task<IReadOnlyList<PullResult>> RunAsync(
        IReadOnlyList<SourceSettings> some, IReadOnlyList<Rubric> rubrics, long? forRun, PullWatch watch, CancellationToken cancel) =>
        await Task.WhenAll(some.Select(source => PullAsync(source, rubrics, forRun, watch, cancel)));

    private async Task<PullResult> PullAsync(SourceSettings source, IReadOnlyList<Rubric> rubrics, long? forRun, PullWatch watch, CancellationToken cancel)
    {
        var holder = $"{WorkerProcess.Current}#{Interlocked.Increment(ref _count)}";
        if (await Outage.RideAsync(() => store.TakeAsync(source.Id, source.Kind, holder, cancel), clock, cancel) is not { } lease)
            return new(source.Id, PullOutcome.Busy, default);
        var tally = default(ImportTally);
        var stopped = false;
        var own = watch with { MayGoOnAsync = async token => !(stopped |= !await watch.MayGoOnAsync(token)) };
        await using var hold = new LeaseHold(beat => store.RenewAsync(lease, beat), SourceStore.HeartbeatTime, clock, cancel);
        try
        {
            var pulled = source is InboxSource inbox ? InboxAsync(inbox, rubrics, forRun, own, hold.Token) : PagesAsync(source, lease, rubrics, forRun, own, hold.Token);
            await foreach (var more in pulled) tally += more;
            if (stopped)
            {
                await Outage.RideAsync(() => store.ReleaseAsync(lease), clock, cancel);
                QaMeter.Pull(source.Id, "stopped");
                return new(source.Id, PullOutcome.Stopped, tally);
            }

            await Outage.RideAsync(() => store.SucceedAsync(lease, source.Schedule?.Invoke(clock.GetUtcNow())), clock, cancel);
            QaMeter.Pull(source.Id, "done");
            return new(source.Id, PullOutcome.Done, tally);
        }
        catch (Exception e) when (Failure(e, source, hold) is { } failure)
        {
            QaMeter.Pull(source.Id, failure.Class);
            var next = await Outage.RideAsync(() => store.FailAsync(lease, failure), clock, cancel);
            return new(source.Id, PullOutcome.Failed, tally) { Failure = failure, NextTryAt = next };
        }
        catch
        {
            await store.ReleaseAsync(lease);
            throw;
        }
    }

    private async IAsyncEnumerable<ImportTally> InboxAsync(
        InboxSource source, IReadOnlyList<Rubric> rubrics, long? forRun, PullWatch watch, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!Directory.Exists(source.Folder))
            throw source.Failure(SourceException.Settings, $"there is no folder {source.Folder}; make it or correct it in the site file");
        var options = source.Options with { Format = source.Format, Encoding = source.Encoding };
        if (options.Problem() is { } problem) throw source.Failure(SourceException.Settings, problem);
        await foreach (var import in _inboxes.PullAsync(source.Folder, source.Id, options, rubrics, forRun, watch, cancel))
        {
            yield return new(import.Accepted, import.Duplicate, import.Quarantined) { Scores = import.Scores };
            if (source.Rate is { } rate && import.State != "cancelled" && InboxPull.HasFiles(source.Folder)) await Task.Delay(rate.Gap, clock, cancel);
        }
    }

    /// <summary>Counts of each transaction once it is committed; the log of runs has them, too.</summary>
    private async IAsyncEnumerable<ImportTally> PagesAsync(
        SourceSettings source, SourceLease lease, IReadOnlyList<Rubric> rubrics, long? forRun, PullWatch watch, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!await watch.MayGoOnAsync(cancel)) yield break;
        var reader = _readers.Open(source);
        await using var log = await PullLog.StartAsync(runs, clock, cancel);
        var purpose = new SavePurpose
        {
            Source = source.Id,
            Run = log.Run,
            Owner = forRun ?? log.Run,
            Rubrics = [.. rubrics.Select(r => r.Id)],
            Forms = rubrics,
        };
        var saving = saver.Of(purpose, clock);
        await foreach (var page in reader.ReadAsync(lease.Checkpoint, cancel))
        {
            var chunks = page.Records.Chunk(RecordSaver.RecordsPerTransaction).DefaultIfEmpty([]).ToList();
            for (var i = 0; i < chunks.Count; i++)
            {
                // With the last records of the page: whoever goes on from it misses none.
                Task Advance(DbConnection connection, DbTransaction transaction) => SourceStore.AdvanceAsync(connection, transaction, lease, page.Checkpoint);
                var saved = await saving.SaveAsync(chunks[i], i == chunks.Count - 1 ? Advance : null, cancel);
                log.Count(saved);
                watch.Saved(saved);
                yield return saved;
            }

            // The checkpoint stands behind this page: whoever goes on from it asks for the next one.
            if (await watch.MayGoOnAsync(cancel)) continue;
            log.Stop();
            yield break;
        }

        log.Finish();
    }

    /// <summary>What a source or our storage did; null for bugs and for being stopped.</summary>
    private static SourceException? Failure(Exception e, SourceSettings source, LeaseHold hold) => e switch
    {
        SourceException failure => failure,
        OperationCanceledException when hold.IsLost => SourceException.LeaseLost(source.Id),
        DbException => source.Failure(SourceException.Storage, $"our database did not take a page ({e.GetType().Name})", e),
        IOException or UnauthorizedAccessException => source.Failure(SourceException.Storage, e.Message, e),
        _ => null,
    };
}

/// <summary>What became of the pull of one source.</summary>
public sealed record PullResult(string Source, PullOutcome Outcome, ImportTally Tally)
{
    /// <summary>Why it failed.</summary>
    public SourceException? Failure { get; init; }

    public DateTimeOffset? NextTryAt { get; init; }
}

public enum PullOutcome
{
    Done,
    Failed,

    /// <summary>Another pull of it is at work.</summary>
    Busy,

    /// <summary>The run that pulled was cancelled; the next pull goes on from the checkpoint.</summary>
    Stopped,
}
