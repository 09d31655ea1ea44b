using System.Diagnostics.Metrics;
using System.Text;

namespace QaAnalyzer.App.Watch;

/// <summary>
/// Adds up what the instruments of this host tell from now on and writes it in the text format of Prometheus
/// (prometheus.io/docs/instrumenting/exposition_formats, version 0.0.4).
/// </summary>
internal sealed class MetricCollector : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    /// <param name="host">Instruments that another host of the same process made are not heard.</param>
    public MetricCollector(IMeterFactory host)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (Meters.Contains(instrument.Meter.Name, StringComparer.Ordinal) && (instrument.Meter.Scope is null || instrument.Meter.Scope == host))
                listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Take(value, tags, family));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Take(value, tags, family));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Take(value, tags, family));
        _listener.Start();
        QaMeter.Begin();
    }

    /// <summary>The product's own, those of the web server, and those of the runtime.</summary>
    public static IReadOnlyList<string> Meters { get; } = [QaMeter.Name, "Microsoft.AspNetCore.Hosting", "System.Runtime"];

    public string Write()
    {
        lock (_gate)
        {
            // What is observed now replaces what was: a kind of error that nobody waits for any more must not linger.
            foreach (var family in _families.Values.Where(f => f.IsObserved)) family.Clear();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var family in _families.Values) family.Write(text);
            return text.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    private MetricFamily FamilyOf(Instrument instrument)
    {
        var family = new MetricFamily(instrument);
        lock (_gate) return _families.TryAdd(family.Name, family) ? family : _families[family.Name];
    }

    private void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? family)
    {
        lock (_gate) ((MetricFamily)family!).Take(value, MetricText.Labels(tags));
    }
}
