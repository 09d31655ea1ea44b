using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace QaAnalyzer.App.Watch;

/// <summary>All series of one instrument. Not safe for several threads at a time.</summary>
internal sealed class MetricFamily
{
    /// <summary>Of histograms whose author gave no advice, in their unit.</summary>
    private static readonly IReadOnlyList<double> UsualBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly string _help;
    private readonly string _type;
    private readonly IReadOnlyList<double> _bounds;
    private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);

    public MetricFamily(Instrument instrument)
    {
        var kind = instrument.GetType().GetGenericTypeDefinition();
        _type = kind == typeof(Histogram<>) ? "histogram" : kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? "counter" : "gauge";
        IsObserved = instrument.IsObservable;
        Name = MetricText.Name(instrument.Name, instrument.Unit) + (_type == "counter" ? "_total" : "");
        _help = MetricText.Help(instrument.Description);
        _bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries ?? UsualBounds;
        Adds = _type != "gauge" || kind == typeof(UpDownCounter<>);
    }

    public string Name { get; }

    /// <summary>True when each collection tells the present value of every series.</summary>
    public bool IsObserved { get; }

    /// <summary>True when a value is a step, false when it is where things stand.</summary>
    private bool Adds { get; }

    public void Clear() => _series.Clear();

    /// <param name="value">A step, a reading, or one of many to be spread over buckets.</param>
    /// <param name="labels">Of the series, as they are written.</param>
    public void Take(double value, string labels)
    {
        if (!_series.TryGetValue(labels, out var series)) _series[labels] = series = new(_type == "histogram" ? new long[_bounds.Count] : []);
        series.Count++;
        series.Value = Adds && !IsObserved ? series.Value + value : value;
        for (var i = 0; i < series.Buckets.Length; i++)
            if (value <= _bounds[i]) series.Buckets[i]++;
    }

    public void Write(StringBuilder text)
    {
        if (_series.Count == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"# HELP {Name} {_help}\n# TYPE {Name} {_type}\n");
        foreach (var (labels, series) in _series)
        {
            if (_type == "histogram") WriteHistogram(text, labels, series);
            else text.Append(CultureInfo.InvariantCulture, $"{Name}{MetricText.Braces(labels)} {MetricText.Number(series.Value)}\n");
        }
    }

    private void WriteHistogram(StringBuilder text, string labels, Series series)
    {
        var before = labels.Length == 0 ? "" : labels + ",";
        for (var i = 0; i < _bounds.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{before}le=\"{MetricText.Number(_bounds[i])}\"}} {series.Buckets[i]}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Name}_bucket{{{before}le=\"+Inf\"}} {series.Count}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Name}_sum{MetricText.Braces(labels)} {MetricText.Number(series.Value)}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Name}_count{MetricText.Braces(labels)} {series.Count}\n");
    }

    private sealed class Series(long[] buckets)
    {
        public double Value { get; set; }

        public long Count { get; set; }

        /// <summary>Each counts all values up to its bound.</summary>
        public long[] Buckets => buckets;
    }
}
