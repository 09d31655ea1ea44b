using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.App.Watch;

namespace QaAnalyzer.Tests.App.Watch;

public sealed class MetricCollectorTests : IDisposable
{
    private readonly ServiceProvider _host = Host();
    private readonly ServiceProvider _other = Host();
    private readonly MetricCollector _collector;

    public MetricCollectorTests() => _collector = new(_host.GetRequiredService<IMeterFactory>());

    private Meter Meter => MeterOf(_host);

    [Fact]
    public void A_counter_adds_up_for_each_set_of_labels_in_whatever_order_they_come()
    {
        var counter = Meter.CreateCounter<long>("test.calls", "{call}", "Calls\nof a test");
        counter.Add(2, new("queue", "售后"), new("agent", "a\"1\\"));
        counter.Add(3, new("agent", "a\"1\\"), new("queue", "售后"));
        counter.Add(1);
        Assert.Equal(
            ["# HELP test_calls_total Calls\\nof a test", "# TYPE test_calls_total counter", "test_calls_total 1", "test_calls_total{agent=\"a\\\"1\\\\\",queue=\"售后\"} 5"],
            Lines("test_calls"));
    }

    [Fact]
    public void A_histogram_counts_a_value_in_every_bucket_that_holds_it()
    {
        var histogram = Meter.CreateHistogram("test.time", "s", "Times", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.5, 2] });
        foreach (var value in new[] { 0.25, 0.5, 1.25, 8 }) histogram.Record(value, new KeyValuePair<string, object?>("stage", "read"));
        Assert.Equal(
            [
                "# HELP test_time_seconds Times",
                "# TYPE test_time_seconds histogram",
                "test_time_seconds_bucket{stage=\"read\",le=\"0.5\"} 2",
                "test_time_seconds_bucket{stage=\"read\",le=\"2\"} 3",
                "test_time_seconds_bucket{stage=\"read\",le=\"+Inf\"} 4",
                "test_time_seconds_sum{stage=\"read\"} 10",
                "test_time_seconds_count{stage=\"read\"} 4",
            ],
            Lines("test_time"));
    }

    [Fact]
    public void What_goes_up_and_down_shows_where_it_stands()
    {
        var open = Meter.CreateUpDownCounter<int>("test.open");
        open.Add(5);
        open.Add(-2);
        var size = Meter.CreateGauge<double>("test.size", "By");
        size.Record(1e9);
        size.Record(1.5);
        Assert.Equal(["# HELP test_open ", "# TYPE test_open gauge", "test_open 3"], Lines("test_open"));
        Assert.Equal("test_size_bytes 1.5", Lines("test_size")[^1]);
    }

    [Fact]
    public void What_is_observed_no_more_is_gone()
    {
        IReadOnlyList<Measurement<long>> now = [new(3, new KeyValuePair<string, object?>("error", "Timeout"))];
        Meter.CreateObservableGauge("test.failures", () => now);
        Assert.Equal("test_failures{error=\"Timeout\"} 3", Lines("test_failures")[^1]);
        Assert.Equal("test_failures{error=\"Timeout\"} 3", Lines("test_failures")[^1]);
        now = [];
        Assert.Empty(Lines("test_failures"));
    }

    [Fact]
    public void Another_host_of_the_process_is_not_heard_and_neither_are_strange_meters()
    {
        MeterOf(_other).CreateCounter<long>("test.other").Add(1);
        _host.GetRequiredService<IMeterFactory>().Create("Elsewhere").CreateCounter<long>("test.strange").Add(1);
        Assert.Empty(Lines("test_"));
    }

    [Fact]
    public void The_runtime_and_the_counters_that_nothing_has_moved_yet_are_there()
    {
        Assert.Contains(Lines("qa_lease_losses_total"), l => l.StartsWith("qa_lease_losses_total ", StringComparison.Ordinal));
        Assert.Contains(Lines("dotnet_process_memory_working_set_bytes"), l => l.StartsWith("dotnet_process_memory_working_set_bytes ", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _collector.Dispose();
        _host.Dispose();
        _other.Dispose();
    }

    private static ServiceProvider Host() => new ServiceCollection().AddMetrics().BuildServiceProvider();

    private static Meter MeterOf(ServiceProvider host) => host.GetRequiredService<IMeterFactory>().Create(QaMeter.Name);

    private string[] Lines(string name) => [.. _collector.Write().Split('\n').Where(l => l.Replace("# HELP ", "", StringComparison.Ordinal).Replace("# TYPE ", "", StringComparison.Ordinal).StartsWith(name, StringComparison.Ordinal))];
}
