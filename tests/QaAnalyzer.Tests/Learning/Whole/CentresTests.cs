using QaAnalyzer.Learning.Whole;

namespace QaAnalyzer.Tests.Learning.Whole;

public sealed class CentresTests
{
    private const int Width = 7;

    private static readonly float[][] Points = Random(2 * Centres.Block, seed: 3);
    private static readonly Centres Of = Centres.Of(Width, Points);

    [Fact]
    public void A_centre_is_as_like_itself_as_can_be_and_all_others_less()
    {
        for (var p = 0; p < Points.Length; p++)
        {
            var likeness = LikenessOf(Points[p]);
            Assert.Equal(1, likeness[p], 1e-5);
            Assert.All(likeness.Where((_, other) => other != p), l => Assert.InRange(l, 0, 0.999f));
        }
    }

    [Fact]
    public void Likeness_falls_with_the_squared_distance()
    {
        var point = Random(1, seed: 4)[0];
        var likeness = LikenessOf(point);
        for (var p = 0; p < Points.Length; p++)
        {
            var apart = Points[p].Zip(point, (a, b) => (a - b) * (a - b)).Sum();
            Assert.Equal(Math.Pow(1 / (1 + (0.015 * apart)), 4), likeness[p], 1e-5);
        }
    }

    [Fact]
    public void The_matrix_multiplies_like_a_plain_sum()
    {
        const int Columns = 8;
        var coefficients = Random(Points.Length, seed: 5).SelectMany(r => r.Append(1)).ToArray();
        var product = new float[coefficients.Length];
        new LikenessMatrix(Of, Points).Times(coefficients, product);
        for (var i = 0; i < product.Length; i++)
        {
            var expected = LikenessOf(Points[i / Columns]).Select((l, j) => (double)l * coefficients[(j * Columns) + (i % Columns)]).Sum();
            Assert.Equal(expected, product[i], 1e-3);
        }
    }

    private static float[] LikenessOf(float[] point)
    {
        var likeness = new float[Of.Count];
        Of.FillLikeness(point, likeness);
        return likeness;
    }

    private static float[][] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Width).Select(_ => (float)((random.NextDouble() * 4) - 2)).ToArray())];
    }
}
