using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace QaAnalyzer.Learning.Whole;

/// <summary>
/// Points that others are compared with: likeness 1 / (1 + d² · <see cref="Reach"/>)⁴, 1 for the same point, 0 far away. Coordinates are
/// bytes, so that a comparison with thousands of points reads little memory, and distances are sums of whole numbers, the same on every machine.
/// </summary>
/// <param name="Step">What one step of a coordinate is worth.</param>
/// <param name="Squares">Squared length of each point, in steps.</param>
/// <param name="Places">
/// Coordinates in steps: blocks of <see cref="Block"/> points, in a block two coordinates of each point, then the next two. A comparison
/// reads them from first to last, and the sums of a block stay in registers.
/// </param>
internal sealed record Centres(float Step, int[] Squares, sbyte[] Places)
{
    /// <summary>Points in a block: four vectors, whose sums do not wait for each other.</summary>
    public const int Block = 4 * Lanes;

    private const int Lanes = 8;

    /// <summary>Chosen by cross-validation, as is the exponent: at 1 a little worse, and a Gaussian, its limit, no better.</summary>
    private const float Reach = 0.015f;

    public int Count => Squares.Length;

    private int Pairs => Places.Length / (2 * Count);

    /// <param name="points">A multiple of <see cref="Block"/>, all of one length.</param>
    public static Centres Of(IReadOnlyList<float[]> points)
    {
        var step = Math.Max(points.SelectMany(p => p).Select(Math.Abs).DefaultIfEmpty().Max(), 1e-12f) / sbyte.MaxValue;
        var pairs = (points[0].Length + 1) / 2;
        var (squares, places) = (new int[points.Count], new sbyte[points.Count * 2 * pairs]);
        for (var p = 0; p < points.Count; p++)
        {
            for (var i = 0; i < points[p].Length; i++)
            {
                var steps = StepsOf(points[p][i], step);
                squares[p] += steps * steps;
                places[(p / Block * Block * 2 * pairs) + (((i / 2 * Block) + (p % Block)) * 2) + (i % 2)] = steps;
            }
        }

        return new(step, squares, places);
    }

    /// <param name="point">A point's coordinates.</param>
    /// <param name="likeness">To each centre.</param>
    public void FillLikeness(ReadOnlySpan<float> point, Span<float> likeness)
    {
        Span<short> steps = stackalloc short[2 * Pairs];
        var square = 0;
        for (var i = 0; i < point.Length; i++)
        {
            steps[i] = StepsOf(point[i], Step);
            square += steps[i] * steps[i];
        }

        for (var c = 0; c < likeness.Length; c += Block)
        {
            var places = Places.AsSpan(c * steps.Length, Block * steps.Length);
            var (sum0, sum1, sum2, sum3) = (Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero, Vector256<int>.Zero);
            for (var i = 0; i < steps.Length; i += 2)
            {
                var pair = Vector256.Create((steps[i + 1] << 16) | (ushort)steps[i]).AsInt16();
                var at = places[(i * Block)..];
                sum0 += Products(pair, at);
                sum1 += Products(pair, at[(2 * Lanes)..]);
                sum2 += Products(pair, at[(4 * Lanes)..]);
                sum3 += Products(pair, at[(6 * Lanes)..]);
            }

            LikenessOf(square, c, sum0).CopyTo(likeness[c..]);
            LikenessOf(square, c + Lanes, sum1).CopyTo(likeness[(c + Lanes)..]);
            LikenessOf(square, c + (2 * Lanes), sum2).CopyTo(likeness[(c + (2 * Lanes))..]);
            LikenessOf(square, c + (3 * Lanes), sum3).CopyTo(likeness[(c + (3 * Lanes))..]);
        }
    }

    private static sbyte StepsOf(float coordinate, float step) => (sbyte)Math.Clamp(MathF.Round(coordinate / step), -sbyte.MaxValue, sbyte.MaxValue);

    /// <summary>Two coordinates of a point times those of eight others, added up.</summary>
    private static Vector256<int> Products(Vector256<short> pair, ReadOnlySpan<sbyte> places)
    {
        var others = Vector256.WidenLower(Vector128.Create<sbyte>(places).ToVector256Unsafe());
        if (Avx2.IsSupported) return Avx2.MultiplyAddAdjacent(pair, others);
        return (Even(pair) * Even(others)) + (Odd(pair) * Odd(others));

        static Vector256<int> Even(Vector256<short> numbers) => (numbers.AsInt32() << 16) >> 16;
        static Vector256<int> Odd(Vector256<short> numbers) => numbers.AsInt32() >> 16;
    }

    /// <param name="square">The point's squared length.</param>
    /// <param name="first">The first of eight centres.</param>
    /// <param name="products">Its products with them.</param>
    private Vector256<float> LikenessOf(int square, int first, Vector256<int> products)
    {
        // |a − b|² = |a|² + |b|² − 2ab
        var apart = Vector256.Create(square) + Vector256.Create<int>(Squares.AsSpan(first)) - (products << 1);
        var near = Vector256<float>.One / (Vector256<float>.One + (Vector256.ConvertToSingle(apart) * (Step * Step * Reach)));
        near *= near;
        return near * near;
    }
}
