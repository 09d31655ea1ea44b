namespace QaAnalyzer.Learning.Fitting;

/// <summary>
/// A distribution layer that knows the predicted mean alone: the log odds of neighbouring scores rise by the same amount per point of the
/// mean (uniform association: Goodman, Journal of the American Statistical Association 74, 1979). It keeps the order of the means, whatever
/// chance does to a small sample.
/// </summary>
internal static class MeanLayer
{
    /// <summary>A mean that is right and scores that scatter by one point around it amount to this.</summary>
    private const double UsualSlope = 1;

    private const double LeastSlope = 0.2;

    /// <summary>The usual slope counts like this many squared points seen.</summary>
    private const double Trust = 20;

    private const int Steps = 300;

    /// <param name="means">Predicted means, from a model that did not see the examples.</param>
    /// <param name="targets">The distributions people gave.</param>
    public static DistributionLayer Fit(IReadOnlyList<double> means, IReadOnlyList<double[]> targets)
    {
        var scores = targets[0].Length;
        var centre = means.Average();
        var (offsets, slope) = (new double[scores], UsualSlope);
        var squares = means.Sum(m => (m - centre) * (m - centre));
        var steepest = (Enumerable.Range(0, scores).Sum(s => Step(s) * Step(s)) * squares / 2) + Trust;
        var predicted = new double[scores];
        for (var step = 0; step < Steps; step++)
        {
            var gradient = new double[scores];
            var along = Trust * (slope - UsualSlope);
            for (var n = 0; n < means.Count; n++)
            {
                for (var s = 0; s < scores; s++) predicted[s] = offsets[s] + (slope * Step(s) * (means[n] - centre));
                Softmax.Apply(predicted);
                for (var s = 0; s < scores; s++)
                {
                    gradient[s] += predicted[s] - targets[n][s];
                    along += (predicted[s] - targets[n][s]) * Step(s) * (means[n] - centre);
                }
            }

            // Offsets and slope are bounded together, hence the halves.
            for (var s = 0; s < scores; s++) offsets[s] -= gradient[s] / means.Count;
            slope = Math.Max(LeastSlope, slope - (along / steepest / 2));
        }

        double[] weights = [.. offsets, .. Enumerable.Range(0, scores).Select(s => slope * Step(s)), .. new double[scores]];
        return new(scores, [0, centre, 0], [1, 1, 1], weights);

        double Step(int score) => score - ((scores - 1) / 2.0);
    }
}
