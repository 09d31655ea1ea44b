using System.Runtime.Intrinsics;
using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning.Whole;

/// <summary>
/// A whole is judged otherwise than the sum of its parts. Kernel ridge regression of what people gave beyond the linear outputs, on how alike
/// the conversation's <see cref="Portrait"/> is to those of training conversations (a rational quadratic kernel: Rasmussen and Williams,
/// "Gaussian Processes for Machine Learning", 2006, chapter 4). The only part of a scorer before its last layer that is not linear.
/// </summary>
internal sealed record WholeModel
{
    public required Portrait Portrait { get; init; }

    public required PortraitScale Scale { get; init; }

    /// <summary>Tells what a conversation is about.</summary>
    public required TopicSpace Topics { get; init; }

    /// <summary>The training conversations that others are compared with.</summary>
    public required Centres Centres { get; init; }

    /// <summary>Columns × centres, row-major.</summary>
    public required float[] Coefficients { get; init; }

    /// <summary>How alike a conversation is to each centre, from 0 to 1.</summary>
    /// <param name="portrait">Its numbers.</param>
    /// <param name="likeness">One number per centre.</param>
    public void FillLikeness(ReadOnlySpan<double> portrait, Span<float> likeness)
    {
        Span<float> coordinates = stackalloc float[Scale.Width];
        Scale.Fill(portrait, coordinates);
        Centres.FillLikeness(coordinates, likeness);
    }

    /// <summary>Adds to linear outputs what the whole has to say.</summary>
    /// <param name="portrait">The conversation's numbers.</param>
    /// <param name="outputs">Columns of all criteria.</param>
    public void AddTo(ReadOnlySpan<double> portrait, Span<double> outputs)
    {
        Span<float> likeness = stackalloc float[Centres.Count];
        FillLikeness(portrait, likeness);
        for (var column = 0; column < outputs.Length; column += OrdinalTarget.Cuts) AddTo(outputs.Slice(column, OrdinalTarget.Cuts), column, likeness);
    }

    /// <summary>The cuts of one criterion at a time: their sums do not wait for each other.</summary>
    private void AddTo(Span<double> outputs, int column, ReadOnlySpan<float> likeness)
    {
        var coefficients = Coefficients.AsSpan(column * likeness.Length, OrdinalTarget.Cuts * likeness.Length);
        var (sum0, sum1, sum2, sum3) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var c = 0; c < likeness.Length; c += Vector256<float>.Count)
        {
            var alike = Vector256.Create<float>(likeness[c..]);
            sum0 += alike * Vector256.Create<float>(coefficients[c..]);
            sum1 += alike * Vector256.Create<float>(coefficients[(likeness.Length + c)..]);
            sum2 += alike * Vector256.Create<float>(coefficients[((2 * likeness.Length) + c)..]);
            sum3 += alike * Vector256.Create<float>(coefficients[((3 * likeness.Length) + c)..]);
        }

        outputs[0] += Vector256.Sum(sum0);
        outputs[1] += Vector256.Sum(sum1);
        outputs[2] += Vector256.Sum(sum2);
        outputs[3] += Vector256.Sum(sum3);
    }
}
