using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning;

/// <summary>The ridge path of some lessons, with its outputs for others.</summary>
internal sealed class PathFit
{
    private readonly FeatureMatrix _matrix;
    private readonly float[][] _coefficients;
    private readonly float[] _means;
    private readonly Dictionary<int, double[][]> _outputs = [];

    private PathFit(FeatureMatrix matrix, float[][] coefficients, float[] means) => (_matrix, _coefficients, _means) = (matrix, coefficients, means);

    private int Columns => _means.Length;

    public static PathFit Of(FeatureRow[] rows, ScoreTargets targets, int grams, double[] strengths, Predicate<int> trained, Predicate<int> predicted)
    {
        int[] fitted = [.. Enumerable.Range(0, rows.Length).Where(i => trained(i))];
        var matrix = new FeatureMatrix([.. fitted.Select(i => rows[i])], grams);
        var coefficients = new RidgePath(matrix.Likeness(targets.Columns), targets.Centred(fitted), targets.Columns, strengths).Solve();
        var fit = new PathFit(matrix, coefficients, targets.Means.ToArray());
        fit.Predict([.. Enumerable.Range(0, rows.Length).Where(i => predicted(i))], rows, grams);
        return fit;
    }

    /// <summary>Outputs of a lesson that was asked for, at one strength.</summary>
    public double[] Outputs(int lesson, int strength) => _outputs[lesson][strength];

    /// <summary>Outputs at each criterion's own strength.</summary>
    public double[] Outputs(int lesson, int[] strengths) =>
        [.. Enumerable.Range(0, Columns).Select(c => _outputs[lesson][strengths[c / OrdinalTarget.Cuts]][c])];

    /// <summary>Weights of all features at each criterion's own strength; the first feature is the constant and carries the means.</summary>
    public float[] Weights(int[] strengths)
    {
        var chosen = new float[_coefficients[0].Length];
        for (var i = 0; i < chosen.Length; i++) chosen[i] = _coefficients[strengths[i % Columns / OrdinalTarget.Cuts]][i];
        var weights = new float[_matrix.Width * Columns];
        _matrix.TransposeTimes(chosen, weights, Columns);
        for (var c = 0; c < Columns; c++) weights[c] += _means[c];
        return weights;
    }

    private void Predict(int[] lessons, FeatureRow[] rows, int grams)
    {
        if (lessons.Length == 0) return;
        var matrix = new FeatureMatrix([.. lessons.Select(i => rows[i])], grams);
        var weights = new float[matrix.Width * Columns];
        var outputs = new float[lessons.Length * Columns];
        foreach (var lesson in lessons) _outputs.Add(lesson, new double[_coefficients.Length][]);
        for (var s = 0; s < _coefficients.Length; s++)
        {
            _matrix.TransposeTimes(_coefficients[s], weights, Columns);
            matrix.Times(weights, outputs, Columns);
            for (var j = 0; j < lessons.Length; j++)
                _outputs[lessons[j]][s] = [.. outputs.Skip(j * Columns).Take(Columns).Select((o, c) => (double)o + _means[c])];
        }
    }
}
