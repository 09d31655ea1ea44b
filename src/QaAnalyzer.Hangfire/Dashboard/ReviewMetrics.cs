using System.Globalization;
using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Hangfire.Dashboard;

/// <summary>The evaluators' queue as metrics of the dashboard, which asks for them every few seconds on every open page.</summary>
internal sealed class ReviewMetrics(BoardReader reader, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly List<DashboardMetric> All =
    [
        .. Of("pending", "待复核", "Reviews pending", f => f.Pending),
        .. Of("leased", "正在复核", "Reviews leased", f => f.Leased),
        .. Of("overdue", "领取后超时", "Reviews overdue", f => f.Overdue, MetricStyle.Warning),
        .. Of("confirmed", "近一小时已复核", "Reviews confirmed per hour", f => f.ConfirmedPerHour),
    ];

    private readonly Lock _reading = new();
    private ReviewFigures? _figures;
    private long _readAt;

    /// <summary>Those in the language of the request.</summary>
    public static IEnumerable<DashboardMetric> Shown => All.Where(m => m.Name.EndsWith(Words.AreChinese ? ":zh" : ":en", StringComparison.Ordinal));

    /// <summary>Once a process: Hangfire's list of metrics is one for all hosts.</summary>
    public static void Register()
    {
        foreach (var metric in All)
        {
            DashboardMetrics.AddMetric(metric);
            if (metric.Url is not null) GlobalConfiguration.Configuration.UseDashboardMetric(metric);
        }
    }

    // The title of a metric is fixed: there is one a language for our page, and one with both for Hangfire's first page.
    private static IEnumerable<DashboardMetric> Of(string name, string zh, string en, Func<ReviewFigures, long> value, MetricStyle style = MetricStyle.Info)
    {
        yield return new($"qa:reviews-{name}:zh", zh, Show);
        yield return new($"qa:reviews-{name}:en", en, Show);
        yield return new($"qa:reviews-{name}", $"{zh} · {en}", Show) { Url = HangfireDashboard.Path + NightBoardPage.Path };

        Metric Show(RazorPage page)
        {
            var count = value(page.Context.GetHttpContext().RequestServices.GetRequiredService<ReviewMetrics>().Figures());
            return new(count.ToString("N0", CultureInfo.InvariantCulture)) { IntValue = count, Style = count > 0 ? style : MetricStyle.Default };
        }
    }

    // Hangfire's pages are written without waiting, so this waits for the database.
    private ReviewFigures Figures()
    {
        lock (_reading)
        {
            if (_figures is { } known && clock.GetElapsedTime(_readAt) < Fresh) return known;
            _readAt = clock.GetTimestamp();
            return _figures = reader.ReviewsAsync().GetAwaiter().GetResult();
        }
    }
}
