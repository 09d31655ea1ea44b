using System.Data.Common;
using System.Diagnostics.Metrics;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Watch;

/// <summary>
/// How the whole site stands, read from the database when somebody asks and shown as gauges. Every node shows the same figures: whoever adds
/// nodes up takes the largest, not the sum.
/// </summary>
internal sealed class SiteGauges : IDisposable
{
    /// <summary>Many who ask cost the database no more than one.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly SiteFiguresStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger<SiteGauges> _log;
    private readonly string[] _jobs;
    private readonly SemaphoreSlim _one = new(1);
    private SiteFigures? _figures;
    private long _read;

    public SiteGauges(IMeterFactory meters, Database database, TimeProvider clock, ILogger<SiteGauges> log, JobRunner? jobs = null)
    {
        (_store, _clock, _log) = (new(database, clock), clock, log);
        _jobs = [.. jobs?.Jobs.Select(j => j.Name) ?? []];
        var meter = meters.Create(QaMeter.Name);
        meter.CreateObservableGauge("qa.database.up", () => _figures is null ? 0 : 1, null, "1 while the database answers");
        meter.CreateObservableGauge("qa.queue.waiting", () => Of(WaitingOf), "{item}", "Items that nobody is at");
        meter.CreateObservableGauge("qa.queue.held", () => Of(HeldOf), "{item}", "Items that somebody is at");
        meter.CreateObservableGauge("qa.queue.age", () => Of(AgeOf), "s", "Since the conversation that waits longest came in; 0 when none waits");
        meter.CreateObservableGauge("qa.failures.open", () => Of(f => f.Failures.Select(e => Tagged(e.Value, "error", e.Key))), "{analysis}", "Analyses that failed and wait for somebody");
        meter.CreateObservableGauge("qa.quarantine.open", () => Of<long>(f => [new(f.Quarantine)]), "{record}", "Records that could not be read and wait for somebody");
        meter.CreateObservableGauge("qa.nodes", () => Of(f => f.Nodes.CountBy(n => n.Role).Select(r => Tagged(r.Value, "role", r.Key))), "{node}", "Nodes that showed themselves of late");
        meter.CreateObservableGauge("qa.source.failures", () => Of(f => f.Sources.Select(s => Tagged((long)s.Failures, "source", s.Source))), "{pull}", "Failed pulls of a source since its last good one");
        meter.CreateObservableGauge("qa.job.last_success", () => Of(SuccessesOf), "s", "When the newest good run of a job ended, in Unix time");
        meter.CreateObservableGauge("qa.run.rate", () => Of(RatesOf), "{analysis}/s", "Analyses a second of a run at work");
        meter.CreateObservableGauge("qa.run.lateness", () => Of(LatenessOf), "s", "Expected end of a run at work after its deadline; below 0 it will be in time");
    }

    /// <summary>Reads the figures unless they are fresh. A database that does not answer is told by the gauges, not by an exception.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            if (_figures is not null && _clock.GetElapsedTime(_read) < Fresh) return;
            _figures = await _store.ReadAsync(_jobs, cancel);
            _read = _clock.GetTimestamp();
        }
        catch (DbException e)
        {
            _figures = null;
            _log.LogWarning(e, "The figures of the site could not be read");
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private IEnumerable<Measurement<T>> Of<T>(Func<SiteFigures, IEnumerable<Measurement<T>>> read)
        where T : struct => _figures is { } figures ? read(figures) : [];

    private static IEnumerable<Measurement<long>> WaitingOf(SiteFigures figures) =>
        [Tagged(figures.Analysis.Waiting, "queue", "analysis"), Tagged(figures.Reviews.Waiting, "queue", "review")];

    private static IEnumerable<Measurement<long>> HeldOf(SiteFigures figures) =>
        [Tagged(figures.Analysis.AtWork, "queue", "analysis"), Tagged(figures.Reviews.AtWork, "queue", "review")];

    private IEnumerable<Measurement<double>> AgeOf(SiteFigures figures) =>
        [Tagged(Since(figures.Analysis.Oldest), "queue", "analysis"), Tagged(Since(figures.Reviews.Oldest), "queue", "review")];

    private static IEnumerable<Measurement<long>> SuccessesOf(SiteFigures figures) =>
        figures.Successes.Where(r => r.FinishedAt is not null).Select(r => Tagged(r.FinishedAt!.Value.ToUnixTimeSeconds(), "job", r.Kind));

    // The newest of each job: an older one that is still open waits to be closed as lost.
    private static IEnumerable<Measurement<double>> RatesOf(SiteFigures figures) => figures.Open
        .DistinctBy(r => r.Kind)
        .Where(r => r.Rate is not null)
        .Select(r => Tagged(r.Rate!.Value, "job", r.Kind));

    private static IEnumerable<Measurement<double>> LatenessOf(SiteFigures figures) => figures.Open
        .DistinctBy(r => r.Kind)
        .Where(r => r is { ExpectedEnd: not null, Deadline: not null })
        .Select(r => Tagged((r.ExpectedEnd!.Value - r.Deadline!.Value).TotalSeconds, "job", r.Kind));

    private double Since(DateTimeOffset? time) => time is { } then ? Math.Max(0, (_clock.GetUtcNow() - then).TotalSeconds) : 0;

    private static Measurement<T> Tagged<T>(T value, string tag, string text)
        where T : struct => new(value, new KeyValuePair<string, object?>(tag, text));
}
