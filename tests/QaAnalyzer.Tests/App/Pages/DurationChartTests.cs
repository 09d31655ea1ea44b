using QaAnalyzer.App.Pages.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.App.Pages;

public class DurationChartTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 5, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_newest_run_stands_at_the_right_and_the_longest_fills_the_height()
    {
        var chart = new DurationChart([Run(3, null), Run(2, 30), Run(1, 60)]);
        Assert.Equal(60, chart.Longest);
        Assert.Equal([(1L, 144.0, 0.0, 28.0), (2L, 152.0, 14.0, 14.0)], chart.All.Select(b => (b.Run.Key, b.X, b.Y, b.Height)));
    }

    [Fact]
    public void Runs_of_no_length_are_seen_and_no_runs_are_no_bars()
    {
        Assert.Equal(26, Assert.Single(new DurationChart([Run(1, 0)]).All).Y);
        Assert.Empty(new DurationChart([]).All);
        Assert.Equal(DurationChart.Bars, new DurationChart(Enumerable.Range(0, 50).Select(i => Run(50 - i, i))).All.Count);
    }

    private static RunRow Run(long key, int? seconds) => new()
    {
        Key = key,
        Kind = "nightly",
        Node = "n/1/1",
        State = "finished",
        StartedAt = Start,
        FinishedAt = seconds is { } s ? Start.AddSeconds(s) : null,
    };
}
