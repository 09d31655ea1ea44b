using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.App.Watch;

namespace QaAnalyzer.Tests.App.Watch;

/// <summary>What the book of operations asks Prometheus for is what the program tells.</summary>
public class AlertsTests
{
    private static readonly string[] Suffixes = ["_bucket", "_count", "_sum"];

    [Fact]
    public async Task Every_metric_of_an_alert_and_of_the_table_of_metrics_is_there()
    {
        await using var host = await PagesHost.StartAsync();
        host.App.Services.GetRequiredService<SiteGauges>();
        var known = Known(host.App.Services.GetRequiredService<IMeterFactory>());
        var book = await File.ReadAllLinesAsync(Path.Combine(Product.Repository, "docs", "operations.md"));
        var rows = book.Where(line => line.StartsWith('|')).Select(line => line.Split('|')).ToList();
        var told = rows.SelectMany(cells => cells.Take(3)).SelectMany(Named).ToHashSet(StringComparer.Ordinal);
        Assert.True(told.Count > 15, "the tables of docs/operations.md name hardly any metric");
        Assert.Contains("qa_lease_losses_total", told);
        Assert.Empty(told.Except(known, StringComparer.Ordinal));
    }

    /// <summary>Words of a cell in code that are names of metrics.</summary>
    private static IEnumerable<string> Named(string cell)
    {
        var code = string.Join(' ', cell.Split('`').Where((_, i) => i % 2 == 1));
        var words = code.Split(' ', '(', ')', '{', '}', '[', ']', ',', '"', '=', '-', '+', '*', '<', '>');
        return words.Where(w => w.StartsWith("qa_", StringComparison.Ordinal) || w.StartsWith("http_server_", StringComparison.Ordinal))
            .Select(w => Suffixes.FirstOrDefault(s => w.EndsWith(s, StringComparison.Ordinal)) is { } suffix ? w[..^suffix.Length] : w);
    }

    /// <summary>Names of all instruments, as <c>/metrics</c> writes them once they have told something.</summary>
    private static HashSet<string> Known(IMeterFactory host)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Scope is null || instrument.Meter.Scope == host) names.Add(new MetricFamily(instrument).Name);
            },
        };
        listener.Start();
        return names;
    }
}
