using QaAnalyzer.Learning.Whole;

namespace QaAnalyzer.Tests.Learning.Whole;

public sealed class CentresTests
{
    private static readonly float[][] Points = Random(2 * Centres.Block, width: 7, seed: 3);
    private static readonly Centres Known = Centres.Of(Points);

    [Fact]
    public void A_centre_is_as_like_itself_as_can_be_and_all_others_less()
    {
        for (var p = 0; p < Points.Length; p++)
        {
            var likeness = LikenessOf(Known, Points[p]);
            Assert.Equal(1, likeness[p]);
            Assert.All(likeness.Where((_, other) => other != p), l => Assert.InRange(l, 0, 0.999f));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void Likeness_falls_with_the_squared_distance(int width)
    {
        var points = Random(3 * Centres.Block, width, seed: 6);
        var point = Random(1, width, seed: 4)[0];
        var likeness = LikenessOf(Centres.Of(points), point);
        for (var p = 0; p < points.Length; p++)
        {
            var apart = points[p].Zip(point, (a, b) => (a - b) * (a - b)).Sum();
            Assert.Equal(Math.Pow(1 / (1 + (0.015 * apart)), 4), likeness[p], 0.01);
        }
    }

    [Fact]
    public void A_point_beyond_all_centres_is_like_none_of_them_much() =>
        Assert.All(LikenessOf(Known, [.. Points[0].Select(_ => 1e6f)]), l => Assert.InRange(l, 0, 0.5f));

    [Fact]
    public void The_matrix_multiplies_like_a_plain_sum()
    {
        const int Columns = 8;
        var coefficients = Random(Points.Length, width: 7, seed: 5).SelectMany(r => r.Append(1)).ToArray();
        var product = new float[coefficients.Length];
        new LikenessMatrix(Known, Points).Times(coefficients, product);
        for (var i = 0; i < product.Length; i++)
        {
            var expected = LikenessOf(Known, Points[i / Columns]).Select((l, j) => (double)l * coefficients[(j * Columns) + (i % Columns)]).Sum();
            Assert.Equal(expected, product[i], 1e-3);
        }
    }

    private static float[] LikenessOf(Centres centres, float[] point)
    {
        var likeness = new float[centres.Count];
        centres.FillLikeness(point, likeness);
        return likeness;
    }

    private static float[][] Random(int count, int width, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, width).Select(_ => (float)((random.NextDouble() * 4) - 2)).ToArray())];
    }
}
