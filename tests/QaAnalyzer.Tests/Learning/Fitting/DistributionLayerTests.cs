using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Tests.Learning.Fitting;

public sealed class DistributionLayerTests
{
    /// <summary>The middle number belongs to the first score, both ends to the second.</summary>
    private static readonly double[][] Numbers = [.. Enumerable.Range(0, 90).Select(i => new[] { (i % 3) - 1.0 })];

    private static readonly double[][] Targets = [.. Numbers.Select(n => n[0] == 0 ? new[] { 1.0, 0 } : [0.0, 1])];

    [Fact]
    public void Products_bend_the_border_between_scores()
    {
        var layer = DistributionLayer.Fit(Numbers, Targets, penalty: 1);

        Assert.True(layer.Predict([0])[0] > 0.8);
        Assert.True(layer.Predict([1])[0] < 0.2);
    }

    [Fact]
    public void A_plain_layer_has_straight_borders()
    {
        var layer = DistributionLayer.Fit(Numbers, Targets, penalty: 1, plain: true);

        Assert.Equal(2, layer.Means.Length);
        Assert.Equal(1 / 3.0, layer.Predict([0])[0], 3);
        Assert.Equal(1 / 3.0, layer.Predict([1])[0], 3);
    }
}
