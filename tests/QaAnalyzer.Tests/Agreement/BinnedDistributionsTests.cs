using QaAnalyzer.Agreement;

namespace QaAnalyzer.Tests.Agreement;

/// <summary>Worked by hand from the definitions in Sakai, SIGIR 2018.</summary>
public sealed class BinnedDistributionsTests
{
    private static readonly double[] First = [1, 0, 0, 0, 0];
    private static readonly double[] Second = [0, 1, 0, 0, 0];
    private static readonly double[] Last = [0, 0, 0, 0, 1];

    [Fact]
    public void Match_distance_is_the_way_that_probability_must_travel()
    {
        // Cumulative differences 1, 0, 0, 0 and 1, 1, 1, 1; divided by 4.
        Assert.Equal(0.25, BinnedDistributions.MatchDistance(First, Second), 12);
        Assert.Equal(1, BinnedDistributions.MatchDistance(First, Last), 12);

        // .2|.5|.3|0|0 against .1|.4|.2|.2|.1: .1 + .2 + .3 + .1 = .7; divided by 4.
        Assert.Equal(0.175, BinnedDistributions.MatchDistance([0.2, 0.5, 0.3, 0, 0], [0.1, 0.4, 0.2, 0.2, 0.1]), 12);
    }

    [Fact]
    public void Order_aware_divergence_weighs_squares_by_their_distance_from_the_bins_that_hold_something()
    {
        // Squares 1 at bins 1 and 2: weighted sum seen from bin 1 is 1, from bin 2 is 1. Both divergences 1; root of 1 / 4.
        Assert.Equal(0.5, BinnedDistributions.OrderAwareDivergence(First, Second), 12);

        // Squares 1 at both ends: 4 seen from either end; root of 4 / 4.
        Assert.Equal(1, BinnedDistributions.OrderAwareDivergence(First, Last), 12);
    }

    [Fact]
    public void Each_side_averages_over_its_own_bins_only()
    {
        // p = 1|0|0, q = .5|.5|0. Squares .25, .25, 0. From bin 1: .25; from bin 2: .25; both means .25; root of .25 / 2.
        Assert.Equal(Math.Sqrt(0.125), BinnedDistributions.OrderAwareDivergence([1, 0, 0], [0.5, 0.5, 0]), 12);

        // p = 1|0|0, q = .5|0|.5. Squares .25, 0, .25: from bin 1 .5, from bin 3 .5; root of .5 / 2.
        Assert.Equal(0.5, BinnedDistributions.OrderAwareDivergence([1, 0, 0], [0.5, 0, 0.5]), 12);

        // p = .5|.5|0, q = 0|.5|.5. Squares .25, 0, .25: from bins 1, 2, 3: .5, .5, .5; root of .5 / 2.
        Assert.Equal(0.5, BinnedDistributions.OrderAwareDivergence([0.5, 0.5, 0], [0, 0.5, 0.5]), 12);

        // p = 1|0|0, q = .6|.3|.1. Squares .16, .09, .01: from bin 1 .11, bin 2 .17, bin 3 .41; means .11 and .23; root of .17 / 2.
        Assert.Equal(Math.Sqrt(0.085), BinnedDistributions.OrderAwareDivergence([1, 0, 0], [0.6, 0.3, 0.1]), 12);
    }
}
