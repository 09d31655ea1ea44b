using QaAnalyzer.Agreement;

namespace QaAnalyzer.Tests.Agreement;

/// <summary>The coefficients against figures that others have published.</summary>
public class PublishedExamplesTests
{
    /// <summary>
    /// Four observers, twelve units, five values, 0 for missing: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), example C;
    /// also the data set cac.raw4raters of K. L. Gwet, Handbook of Inter-Rater Reliability (4th edition, 2014) and of the R package irrCAC.
    /// </summary>
    private static readonly int[][] Observers =
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ];

    private static double[] Sums => Total(Enumerable.Range(0, 12).Select(unit => Observers.Select(o => (double)o[unit]).Where(v => v > 0).ToList()));

    [Fact]
    public void Ordinal_alpha_of_four_observers_with_missing_values_is_815() =>
        Assert.Equal(0.815, KrippendorffAlpha.Of(Sums.AsSpan(RatingSums.Coincidences)), 3);

    /// <summary>The sum of the coincidences is the number of values that can be paired, 40 in the paper.</summary>
    [Fact]
    public void The_coincidences_are_as_many_as_there_are_values_to_pair() =>
        Assert.Equal(40, Sums.AsSpan(RatingSums.Coincidences).ToArray().Sum(), 9);

    /// <summary>irrCAC, vignette "Weighted chance-corrected agreement coefficients": quadratic weights give 0.914.</summary>
    [Fact]
    public void Quadratic_AC2_of_the_same_ratings_is_914() =>
        Assert.Equal(0.914, GwetAc2.Of(Sums.AsSpan(RatingSums.Pairs), Sums.AsSpan(RatingSums.Shares), Sums[RatingSums.Rated]), 3);

    /// <summary>
    /// Two radiologists read 85 xeromammograms on a scale of four: N. F. Boyd and others, J. Natl. Cancer Inst. 68 (1982) 357–363, worked in the
    /// Stata Base Reference Manual under "kappa" with the weights w2: 0.6714.
    /// </summary>
    [Fact]
    public void Quadratic_kappa_of_two_radiologists_is_6714() =>
        Assert.Equal(0.6714, WeightedKappa.Of([21, 12, 0, 0, 4, 17, 1, 0, 3, 9, 15, 2, 0, 0, 0, 1]), 4);

    [Fact]
    public void Spearman_of_a_table_is_that_of_its_pairs()
    {
        double[] table = [21, 12, 0, 0, 4, 17, 1, 0, 3, 9, 15, 2, 0, 0, 0, 1];
        var pairs = table.SelectMany((count, i) => Enumerable.Repeat((First: i / 4, Second: i % 4), (int)count)).ToList();
        Assert.Equal(Spearman.Of([.. pairs.Select(p => (double)p.First)], [.. pairs.Select(p => (double)p.Second)])!.Value, Spearman.Of(table), 12);
    }

    [Fact]
    public void Raters_who_never_vary_have_neither_kappa_nor_alpha_nor_rank_correlation_but_full_AC2()
    {
        var sums = Total(Enumerable.Repeat(new List<double> { 4, 4, 4 }, 3));
        Assert.True(double.IsNaN(WeightedKappa.Of(sums.AsSpan(RatingSums.Pairs))));
        Assert.True(double.IsNaN(KrippendorffAlpha.Of(sums.AsSpan(RatingSums.Coincidences))));
        Assert.True(double.IsNaN(Spearman.Of(sums.AsSpan(RatingSums.Pairs))));
        Assert.Equal(1, GwetAc2.Of(sums.AsSpan(RatingSums.Pairs), sums.AsSpan(RatingSums.Shares), sums[RatingSums.Rated]), 12);
    }

    private static double[] Total(IEnumerable<List<double>> units) =>
        units.Select(RatingSums.OfPeople).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]);
}
