using QaAnalyzer.Agreement;

namespace QaAnalyzer.Tests.Agreement;

public class SpearmanTests
{
    /// <summary>
    /// Hours of television and IQ of ten people, the worked example of en.wikipedia.org/wiki/Spearman's_rank_correlation_coefficient:
    /// sum of squared rank differences 194, so 1 - 6·194/(10·99) = -29/165.
    /// </summary>
    [Fact]
    public void Without_ties_it_is_the_textbook_formula()
    {
        double[] quotient = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
        double[] hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
        Assert.Equal(-29.0 / 165, Spearman.Of(quotient, hours)!.Value, 12);
    }

    /// <summary>
    /// Ranks 1, 2.5, 2.5, 4 against 1.5, 1.5, 3, 4: products of the deviations 1.5 + 0 + 0 + 2.25 = 3.75, squares 4.5 on both sides.
    /// </summary>
    [Fact]
    public void Ties_share_their_mean_rank()
    {
        Assert.Equal([1, 2.5, 2.5, 4], Spearman.Ranks([1, 2, 2, 5]));
        Assert.Equal(3.75 / 4.5, Spearman.Of([1, 2, 2, 5], [2, 2, 3, 4])!.Value, 12);
    }

    [Fact]
    public void A_side_that_never_varies_has_no_correlation()
    {
        Assert.Null(Spearman.Of([3, 3, 3], [1, 2, 3]));
        Assert.Null(Spearman.Of([], []));
        Assert.Null(Spearman.Of([1], [2]));
    }

    [Fact]
    public void Sides_of_different_length_and_missing_numbers_are_bugs()
    {
        Assert.Throws<ArgumentException>(() => Spearman.Of([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => Spearman.Of([1, double.NaN], [1, 2]));
    }
}
