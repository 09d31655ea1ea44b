namespace QaAnalyzer.Learning.Fitting;

/// <summary>
/// From a few numbers to a distribution over the scores: multinomial logistic regression on the numbers and, unless it is plain, on their
/// products, so that the spread can follow the mean. The penalty keeps it near the share that each score has overall. Fitted by the fixed upper
/// bound of the Hessian (Böhning, Annals of the Institute of Statistical Mathematics 44, 1992): every step lowers the loss, no step size to
/// choose.
/// </summary>
internal sealed class DistributionLayer
{
    /// <summary>More change no third digit of any figure.</summary>
    private const int Steps = 100;

    private readonly int _scores;
    private readonly double[] _means;
    private readonly double[] _scales;
    private readonly double[] _weights;

    public DistributionLayer(int scores, double[] means, double[] scales, double[] weights) =>
        (_scores, _means, _scales, _weights) = (scores, means, scales, weights);

    public double[] Means => _means;

    public double[] Scales => _scales;

    /// <summary>Inputs × scores, row-major; the first row is the constant.</summary>
    public double[] Weights => _weights;

    /// <summary>The distribution over the scores.</summary>
    /// <param name="numbers">What is known of the example; the same count each time.</param>
    public double[] Predict(ReadOnlySpan<double> numbers)
    {
        Span<double> inputs = stackalloc double[_means.Length];
        Expand(numbers, inputs);
        for (var i = 1; i < inputs.Length; i++) inputs[i] = (inputs[i] - _means[i]) / _scales[i];
        var result = new double[_scores];
        Judge(inputs, _weights, result);
        return result;
    }

    /// <param name="numbers">The examples' numbers, from a model that did not see them.</param>
    /// <param name="targets">The distributions people gave.</param>
    /// <param name="penalty">On squared weights, in examples.</param>
    /// <param name="plain">Leaves the products out: straight borders between the scores.</param>
    public static DistributionLayer Fit(IReadOnlyList<double[]> numbers, IReadOnlyList<double[]> targets, double penalty, bool plain = false)
    {
        var (scores, width) = (targets[0].Length, InputCount(numbers[0].Length, plain));
        var inputs = numbers.Select(n =>
        {
            var expanded = new double[width];
            Expand(n, expanded);
            return expanded;
        }).ToArray();
        var (means, scales) = Standardize(inputs);
        var bound = new double[width * width];
        foreach (var row in inputs)
        {
            for (var a = 0; a < width; a++)
            {
                for (var b = 0; b <= a; b++) bound[(a * width) + b] += row[a] * row[b] / 2;
            }
        }

        for (var a = 0; a < width; a++) bound[(a * width) + a] += a == 0 ? 1e-6 : penalty;
        var factor = Cholesky.Factor(bound, width);
        var weights = new double[width * scores];
        var gradient = new double[width * scores];
        var predicted = new double[scores];
        for (var step = 0; step < Steps; step++)
        {
            for (var i = 0; i < weights.Length; i++) gradient[i] = i < scores ? 0 : penalty * weights[i];
            for (var n = 0; n < inputs.Length; n++)
            {
                Judge(inputs[n], weights, predicted);
                for (var s = 0; s < scores; s++) predicted[s] -= targets[n][s];
                for (var a = 0; a < width; a++)
                {
                    for (var s = 0; s < scores; s++) gradient[(a * scores) + s] += inputs[n][a] * predicted[s];
                }
            }

            Cholesky.Solve(factor, width, gradient, scores);
            for (var i = 0; i < weights.Length; i++) weights[i] -= gradient[i];
        }

        return new(scores, means, scales, weights);
    }

    /// <summary>A constant, the numbers, and every product of two.</summary>
    private static int InputCount(int numbers, bool plain) => 1 + numbers + (plain ? 0 : numbers * (numbers + 1) / 2);

    /// <summary>As many inputs as there is room for: without products or with all.</summary>
    private static void Expand(ReadOnlySpan<double> numbers, Span<double> inputs)
    {
        var at = 0;
        inputs[at++] = 1;
        foreach (var number in numbers) inputs[at++] = number;
        if (at == inputs.Length) return;
        for (var a = 0; a < numbers.Length; a++)
        {
            for (var b = a; b < numbers.Length; b++) inputs[at++] = numbers[a] * numbers[b];
        }
    }

    private static (double[] Means, double[] Scales) Standardize(double[][] inputs)
    {
        var width = inputs[0].Length;
        var (means, scales) = (new double[width], new double[width]);
        Array.Fill(scales, 1);
        for (var a = 1; a < width; a++)
        {
            means[a] = inputs.Average(r => r[a]);
            scales[a] = Math.Max(1e-6, Math.Sqrt(inputs.Average(r => (r[a] - means[a]) * (r[a] - means[a]))));
            foreach (var row in inputs) row[a] = (row[a] - means[a]) / scales[a];
        }

        return (means, scales);
    }

    private static void Judge(ReadOnlySpan<double> inputs, double[] weights, Span<double> result)
    {
        result.Clear();
        for (var a = 0; a < inputs.Length; a++)
        {
            for (var s = 0; s < result.Length; s++) result[s] += inputs[a] * weights[(a * result.Length) + s];
        }

        Softmax.Apply(result);
    }
}
