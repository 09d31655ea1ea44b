using QaAnalyzer.Learning.Service;

namespace QaAnalyzer.Tests.Learning.Service;

public class DriftTests
{
    private static readonly long[] Before = [50, 100, 200, 400, 250];

    [Fact]
    public void The_same_scores_have_a_stability_index_of_0_and_half_a_case_keeps_empty_bins_finite()
    {
        Assert.Equal(0, Drift.StabilityIndex(Before, Before), 12);
        Assert.True(double.IsFinite(Drift.StabilityIndex(Before, [0, 0, 0, 0, 1000])));
    }

    [Fact]
    public void The_index_sums_the_change_of_each_share_times_its_log_ratio()
    {
        // Two bins of 1/2 each against 3/4 and 1/4: (1/4) ln(3/2) - (1/4) ln(1/2).
        Assert.Equal(0.25 * Math.Log(3), Drift.StabilityIndex([49_999, 49_999], [74_999, 24_999]), 3);
    }

    [Fact]
    public void Scores_that_moved_are_drift_only_where_enough_were_drafted()
    {
        long[] after = [400, 250, 200, 100, 50];
        Assert.Contains("its scores have shifted", Drift.Of([], hasRules: true, Before, after)!.Value.En, StringComparison.Ordinal);
        Assert.StartsWith("please score by hand", Drift.Of([], hasRules: false, Before, after)!.Value.En, StringComparison.Ordinal);
        Assert.Null(Drift.Of([], hasRules: true, Before, [200, 125, 100, 50, 24]));
        Assert.Null(Drift.Of([], hasRules: true, Before, [55, 95, 210, 390, 250]));
        Assert.Null(Drift.Of([], hasRules: true, null, null));
    }
}
