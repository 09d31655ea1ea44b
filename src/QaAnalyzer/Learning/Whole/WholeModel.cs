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

    /// <summary>Centres come in whole vectors of the machine.</summary>
    public static int Lanes => Vector256<float>.Count;

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
        for (var i = Portrait.Criteria; i < numbers.Length; i++) AddSquares(i, numbers[i], distances);
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
        for (var k = 0; k < means.Length; k++) AddSquares(k, means[k], likeness);
        for (var c = 0; c < likeness.Length; c += Lanes)
            (Vector256<float>.One / (Vector256<float>.One + (Vector256.Create<float>(likeness[c..]) * Reach))).CopyTo(likeness[c..]);
    }

    /// <summary>Linear outputs with what the whole adds to them.</summary>
    public double[] Corrected(ReadOnlySpan<double> outputs, ReadOnlySpan<float> distances)
    {
        var corrected = outputs.ToArray();
        Span<float> likeness = stackalloc float[Centres];
        FillLikeness(outputs, distances, likeness);
        for (var column = 0; column < corrected.Length; column++)
        {
            var sums = Vector256<float>.Zero;
            var coefficients = Coefficients.AsSpan(column * Centres, Centres);
            for (var c = 0; c < Centres; c += Lanes) sums += Vector256.Create<float>(likeness[c..]) * Vector256.Create<float>(coefficients[c..]);
            corrected[column] += Vector256.Sum(sums);
        }

        return corrected;
    }

    private void AddSquares(int number, double value, Span<float> distances)
    {
        if (Scale.Numbers[number].Factor == 0) return;
        var at = Vector256.Create(Scale.Of(number, value));
        var places = Places.AsSpan(number * Centres, Centres);
        for (var c = 0; c < distances.Length; c += Lanes)
        {
            var apart = Vector256.Create<float>(places[c..]) - at;
            (Vector256.Create<float>(distances[c..]) + (apart * apart)).CopyTo(distances[c..]);
        }
    }
}
