using System.Runtime.Intrinsics;

namespace QaAnalyzer.Learning.Whole;

/// <summary>Points that others are compared with: likeness 1 / (1 + d² · <see cref="Reach"/>)⁴, 1 for the same point, 0 far away.</summary>
/// <param name="Width">Coordinates of a point.</param>
/// <param name="Places">
/// Blocks of <see cref="Block"/> points: first the squares of their lengths, then number by number their coordinates. A comparison reads
/// them from first to last, and the sums of a block stay in registers.
/// </param>
internal sealed record Centres(int Width, float[] Places)
{
    /// <summary>Points in a block: four vectors, whose sums do not wait for each other.</summary>
    public const int Block = 4 * Lanes;

    private const int Lanes = 8;

    /// <summary>Chosen by cross-validation, as is the exponent: at 1 a little worse, and a Gaussian, its limit, no better.</summary>
    private const float Reach = 0.015f;

    public int Count => Places.Length / (Width + 1);

    /// <param name="width">Coordinates of a point.</param>
    /// <param name="points">A multiple of <see cref="Block"/>.</param>
    public static Centres Of(int width, IReadOnlyList<float[]> points)
    {
        var places = new float[points.Count * (width + 1)];
        for (var p = 0; p < points.Count; p++)
        {
            var first = (p / Block * Block * (width + 1)) + (p % Block);
            places[first] = SquareOf(points[p]);
            for (var i = 0; i < width; i++) places[first + ((i + 1) * Block)] = points[p][i];
        }

        return new(width, places);
    }

    /// <param name="point">A point's coordinates.</param>
    /// <param name="likeness">To each centre.</param>
    public void FillLikeness(ReadOnlySpan<float> point, Span<float> likeness)
    {
        var square = Vector256.Create(SquareOf(point));
        for (var c = 0; c < likeness.Length; c += Block)
        {
            var block = Places.AsSpan(c * (Width + 1), Block * (Width + 1));
            var (apart0, apart1) = (square + Vector256.Create<float>(block), square + Vector256.Create<float>(block[Lanes..]));
            var (apart2, apart3) = (square + Vector256.Create<float>(block[(2 * Lanes)..]), square + Vector256.Create<float>(block[(3 * Lanes)..]));
            foreach (var coordinate in point)
            {
                // |a − b|² = |a|² + |b|² − 2ab
                block = block[Block..];
                var twice = Vector256.Create(-2 * coordinate);
                apart0 = Vector256.FusedMultiplyAdd(twice, Vector256.Create<float>(block), apart0);
                apart1 = Vector256.FusedMultiplyAdd(twice, Vector256.Create<float>(block[Lanes..]), apart1);
                apart2 = Vector256.FusedMultiplyAdd(twice, Vector256.Create<float>(block[(2 * Lanes)..]), apart2);
                apart3 = Vector256.FusedMultiplyAdd(twice, Vector256.Create<float>(block[(3 * Lanes)..]), apart3);
            }

            LikenessOf(apart0).CopyTo(likeness[c..]);
            LikenessOf(apart1).CopyTo(likeness[(c + Lanes)..]);
            LikenessOf(apart2).CopyTo(likeness[(c + (2 * Lanes))..]);
            LikenessOf(apart3).CopyTo(likeness[(c + (3 * Lanes))..]);
        }
    }

    private static Vector256<float> LikenessOf(Vector256<float> apart)
    {
        var near = Vector256<float>.One / (Vector256<float>.One + (Vector256.Max(apart, Vector256<float>.Zero) * Reach));
        near *= near;
        return near * near;
    }

    private static float SquareOf(ReadOnlySpan<float> point)
    {
        var sum = 0f;
        foreach (var coordinate in point) sum += coordinate * coordinate;
        return sum;
    }
}
