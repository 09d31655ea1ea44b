using System.Runtime.Intrinsics;
using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning.Whole;

/// <summary>
/// A whole is judged otherwise than the sum of its parts. Kernel ridge regression of what people gave beyond the linear outputs, on how alike
/// the conversation's <see cref="Portrait"/> is to some training conversations' (1 / (1 + d² · <see cref="Reach"/>), a rational quadratic
/// kernel: Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, chapter 4). The only part of a scorer before its last
/// layer that is not linear.
/// </summary>
internal sealed record WholeModel
{
    /// <summary>At most so many training conversations are compared with; more tell little and take time.</summary>
    public const int MostCentres = 512;

    /// <summary>Centres come in blocks of four vectors, whose sums do not wait for each other.</summary>
    public const int Block = 4 * Lanes;

    /// <summary>Numbers in a vector.</summary>
    private const int Lanes = 8;

    private const float Reach = 0.05f;

    public required Portrait Portrait { get; init; }

    public required PortraitScale Scale { get; init; }

    /// <summary>Tells what a conversation is about.</summary>
    public required GramWeights Topics { get; init; }

    /// <summary>Coordinates × <see cref="Centres"/>, row-major.</summary>
    public required float[] Places { get; init; }

    /// <summary>Training conversations that others are compared with.</summary>
    public int Centres => Places.Length / Scale.Width;

    /// <summary>Columns × <see cref="Centres"/>, row-major.</summary>
    public required float[] Coefficients { get; init; }

    /// <summary>Squared distances to the centres as far as the linear outputs have no say in them; what stays when they change.</summary>
    /// <param name="numbers">A portrait.</param>
    public float[] Distances(ReadOnlySpan<double> numbers)
    {
        var distances = new float[Centres];
        AddSquares(numbers[Portrait.Criteria..], Portrait.Criteria, distances);
        return distances;
    }

    /// <summary>How alike the conversation is to each centre, from 0 to 1.</summary>
    /// <param name="outputs">Its linear outputs.</param>
    /// <param name="distances">Its <see cref="Distances"/>.</param>
    /// <param name="likeness">One number per centre.</param>
    public void FillLikeness(ReadOnlySpan<double> outputs, ReadOnlySpan<float> distances, Span<float> likeness)
    {
        Span<double> means = stackalloc double[Portrait.Criteria];
        Portrait.FillMeans(outputs, means);
        distances.CopyTo(likeness);
        AddSquares(means, 0, likeness);
        for (var c = 0; c < likeness.Length; c += Lanes)
            (Vector256<float>.One / (Vector256<float>.One + (Vector256.Create<float>(likeness[c..]) * Reach))).CopyTo(likeness[c..]);
    }

    /// <summary>Linear outputs with what the whole adds to them.</summary>
    public double[] Corrected(ReadOnlySpan<double> outputs, ReadOnlySpan<float> distances)
    {
        var corrected = outputs.ToArray();
        Span<float> likeness = stackalloc float[Centres];
        FillLikeness(outputs, distances, likeness);
        for (var column = 0; column < corrected.Length; column += OrdinalTarget.Cuts) AddTo(corrected.AsSpan(column, OrdinalTarget.Cuts), column, likeness);
        return corrected;
    }

    /// <summary>The cuts of one criterion at a time: their sums do not wait for each other.</summary>
    private void AddTo(Span<double> corrected, int column, ReadOnlySpan<float> likeness)
    {
        var coefficients = Coefficients.AsSpan(column * Centres, OrdinalTarget.Cuts * Centres);
        var (sum0, sum1, sum2, sum3) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var c = 0; c < likeness.Length; c += Lanes)
        {
            var alike = Vector256.Create<float>(likeness[c..]);
            sum0 += alike * Vector256.Create<float>(coefficients[c..]);
            sum1 += alike * Vector256.Create<float>(coefficients[(Centres + c)..]);
            sum2 += alike * Vector256.Create<float>(coefficients[((2 * Centres) + c)..]);
            sum3 += alike * Vector256.Create<float>(coefficients[((3 * Centres) + c)..]);
        }

        corrected[0] += Vector256.Sum(sum0);
        corrected[1] += Vector256.Sum(sum1);
        corrected[2] += Vector256.Sum(sum2);
        corrected[3] += Vector256.Sum(sum3);
    }

    /// <summary>All numbers for some centres, then the next centres: what is summed stays in registers.</summary>
    private void AddSquares(ReadOnlySpan<double> values, int firstNumber, Span<float> distances)
    {
        Span<float> at = stackalloc float[values.Length];
        for (var i = 0; i < at.Length; i++) at[i] = Scale.Of(firstNumber + i, values[i]);
        for (var c = 0; c < distances.Length; c += Block)
        {
            var (sum0, sum1, sum2, sum3) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
            for (var i = 0; i < at.Length; i++)
            {
                var places = Places.AsSpan(((firstNumber + i) * Centres) + c, Block);
                var own = Vector256.Create(at[i]);
                var (apart0, apart1) = (Vector256.Create<float>(places) - own, Vector256.Create<float>(places[Lanes..]) - own);
                var (apart2, apart3) = (Vector256.Create<float>(places[(2 * Lanes)..]) - own, Vector256.Create<float>(places[(3 * Lanes)..]) - own);
                sum0 += apart0 * apart0;
                sum1 += apart1 * apart1;
                sum2 += apart2 * apart2;
                sum3 += apart3 * apart3;
            }

            Add(sum0, distances[c..]);
            Add(sum1, distances[(c + Lanes)..]);
            Add(sum2, distances[(c + (2 * Lanes))..]);
            Add(sum3, distances[(c + (3 * Lanes))..]);
        }

        static void Add(Vector256<float> sum, Span<float> distances) => (Vector256.Create<float>(distances) + sum).CopyTo(distances);
    }
}
