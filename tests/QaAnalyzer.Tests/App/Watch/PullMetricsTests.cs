using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.App.Watch;
using QaAnalyzer.Sources;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Sources;

namespace QaAnalyzer.Tests.App.Watch;

public class PullMetricsTests
{
    [Fact]
    public async Task Pulls_are_counted_by_what_became_of_them_and_a_source_that_fails_shows()
    {
        await using var host = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var collector = new MetricCollector(host.GetRequiredService<IMeterFactory>());
        await using var helpdesk = await Helpdesk.StartAsync(tickets: 3);
        await using var pulling = await Pulling.OpenAsync("sqlite", helpdesk.Token);

        // An id of its own: the counters are those of the process, in which other tests pull as well.
        var run = pulling.Run(Pulling.Helpdesk(helpdesk).Replace("id: helpdesk", "id: watched", StringComparison.Ordinal));
        await Pulling.PullAsync(run);
        helpdesk.Trouble = (_, http) => Helpdesk.RefuseAsync(http, 429, retryAfter: 7200);
        await Pulling.PullAsync(run);

        var lines = collector.Write().Split('\n').Where(l => l.Contains("source=\"watched\"", StringComparison.Ordinal));
        Assert.Equal(
            ["qa_pulls_total{outcome=\"done\",source=\"watched\"} 1", $"qa_pulls_total{{outcome=\"{SourceException.Throttled}\",source=\"watched\"}} 1", "qa_records_total{outcome=\"accepted\",source=\"watched\"} 3"],
            lines);
        var figures = await new SiteFiguresStore(pulling.Night.Database, TimeProvider.System).ReadAsync([]);
        Assert.Equal(("watched", 1), (figures.Sources[0].Source, figures.Sources[0].Failures));
    }
}
