namespace QaAnalyzer.Learning.Fitting;

/// <summary>
/// Ridge regression of several targets for several strengths of regularisation at once. All strengths share one Krylov space, so a whole
/// path costs as much as its weakest member (conjugate gradients for shifted systems: Jegerlehner, hep-lat/9612014, 1996). Works on
/// coefficients of examples, (K + strength · I) c = y, where K says how alike two examples are. For a linear model that is XXᵀ, and the
/// weights are Xᵀc; time grows with the cost of K · c alone.
/// </summary>
internal sealed class RidgePath
{
    private const int MostSteps = 250;
    private const double Tolerance = 1e-3;

    private readonly Action<float[], float[]> _times;
    private readonly float[] _targets;
    private readonly int _columns;
    private readonly double[] _strengths;

    /// <param name="times">Fills the second array with K times the first, both n × columns, row-major; K symmetric, positive semidefinite.</param>
    /// <param name="targets">n × columns, centred, row-major; NaN where an example has no target, it then plays no part in that column.</param>
    /// <param name="columns">Targets per example.</param>
    /// <param name="strengths">Above 0, ascending.</param>
    public RidgePath(Action<float[], float[]> times, float[] targets, int columns, double[] strengths) =>
        (_times, _targets, _columns, _strengths) = (times, targets, columns, strengths);

    /// <summary>One array of n × columns coefficients per strength.</summary>
    public float[][] Solve()
    {
        var size = _targets.Length;
        var residual = _targets.Select(t => float.IsNaN(t) ? 0 : t).ToArray();
        var direction = residual.ToArray();
        var product = new float[size];
        var members = _strengths.Select(s => new Member(s - _strengths[0], residual, _columns)).ToArray();
        var norms = Dot(residual, residual);
        var goal = norms.Select(n => n * Tolerance * Tolerance).ToArray();
        var before = (Step: Filled(1), Turn: Filled(0));
        for (var k = 0; k < MostSteps && norms.Where((n, c) => n > goal[c]).Any(); k++)
        {
            _times(direction, product);
            for (var i = 0; i < size; i++) product[i] = float.IsNaN(_targets[i]) ? 0 : product[i] + ((float)_strengths[0] * direction[i]);

            var along = Dot(direction, product);
            var step = norms.Select((n, c) => n > goal[c] ? n / along[c] : 0).ToArray();
            AddScaled(residual, product, step, -1);
            var next = Dot(residual, residual);
            var turn = norms.Select((n, c) => step[c] > 0 ? next[c] / n : 0).ToArray();
            foreach (var member in members) member.Advance(residual, step, turn, before.Step, before.Turn);
            for (var i = 0; i < size; i++) direction[i] = residual[i] + ((float)turn[i % _columns] * direction[i]);
            (norms, before) = (next, (step, turn));
        }

        return [.. members.Select(m => m.Solution)];
    }

    private double[] Dot(float[] a, float[] b)
    {
        var sums = new double[_columns];
        for (var i = 0; i < a.Length; i++) sums[i % _columns] += (double)a[i] * b[i];
        return sums;
    }

    private void AddScaled(float[] to, float[] from, double[] factors, int sign)
    {
        for (var i = 0; i < to.Length; i++) to[i] += (float)(sign * factors[i % _columns]) * from[i];
    }

    private double[] Filled(double value) => [.. Enumerable.Repeat(value, _columns)];

    /// <summary>The iterates of one strength, from the residuals of the weakest: they differ by a factor per column.</summary>
    private sealed class Member(double shift, float[] start, int columns)
    {
        private readonly float[] _direction = [.. start];
        private readonly double[] _factor = [.. Enumerable.Repeat(1.0, columns)];
        private readonly double[] _factorBefore = [.. Enumerable.Repeat(1.0, columns)];

        public float[] Solution { get; } = new float[start.Length];

        public void Advance(float[] residual, double[] step, double[] turn, double[] stepBefore, double[] turnBefore)
        {
            var (go, bend, scale) = (new double[columns], new double[columns], new double[columns]);
            for (var c = 0; c < columns; c++)
            {
                if (step[c] <= 0) continue;
                var next = _factor[c] * _factorBefore[c] * stepBefore[c]
                    / ((step[c] * turnBefore[c] * (_factorBefore[c] - _factor[c])) + (_factorBefore[c] * stepBefore[c] * (1 + (shift * step[c]))));
                var ratio = next / _factor[c];
                (go[c], bend[c], scale[c]) = (step[c] * ratio, turn[c] * ratio * ratio, next);
                (_factorBefore[c], _factor[c]) = (_factor[c], next);
            }

            for (var i = 0; i < Solution.Length; i++)
            {
                var c = i % columns;
                if (step[c] <= 0) continue;
                Solution[i] += (float)go[c] * _direction[i];
                _direction[i] = ((float)scale[c] * residual[i]) + ((float)bend[c] * _direction[i]);
            }
        }
    }
}
