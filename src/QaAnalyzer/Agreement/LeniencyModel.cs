namespace QaAnalyzer.Agreement;

/// <summary>
/// Mixed model with fixed criteria and random units (a conversation under a criterion) and evaluators. Effects by C. R. Henderson's mixed model
/// equations (Biometrics 31, 1975, 423–447), variances by the EM form of REML (S. R. Searle, G. Casella and C. E. McCulloch, Variance Components,
/// 1992, section 8.3). The units are many and independent given the rest, so they are absorbed and the system stays as small as the form.
/// </summary>
internal sealed class LeniencyModel
{
    private const int MostRounds = 300;
    private const double Settled = 1e-6;

    private readonly IReadOnlyList<Unit> _units;
    private readonly int _criteria;
    private readonly int _size;
    private readonly int _ratings;
    private readonly double _squares;
    private readonly double[] _totals;
    private readonly double[] _counts;
    private readonly Dictionary<int, Absorbed> _bySize = [];

    private LeniencyModel(IReadOnlyList<Unit> units, int criteria, int evaluators)
    {
        (_units, _criteria, _size) = (units, criteria, criteria + evaluators);
        (_totals, _counts) = (new double[_size], new double[_size]);
        foreach (var unit in units)
        {
            _ratings += unit.Scores.Length;
            _squares += unit.Scores.Sum(s => s * s);
            _totals[unit.Criterion] += unit.Total;
            _counts[unit.Criterion] += unit.Scores.Length;
            for (var i = 0; i < unit.Scores.Length; i++)
            {
                _totals[criteria + unit.Evaluators[i]] += unit.Scores[i];
                _counts[criteria + unit.Evaluators[i]]++;
            }

            if (!_bySize.TryGetValue(unit.Scores.Length, out var absorbed)) _bySize.Add(unit.Scores.Length, absorbed = new(_size));
            absorbed.Add(unit, criteria);
        }
    }

    /// <summary>One conversation under one criterion: who gave what.</summary>
    public sealed record Unit(int Criterion, int[] Evaluators, double[] Scores)
    {
        public double Total { get; } = Scores.Sum();
    }

    /// <param name="Points">Effect of each evaluator.</param>
    /// <param name="Errors">Standard error of each, seen from the mean of all.</param>
    /// <param name="Unit">Variance of units.</param>
    /// <param name="Evaluator">Variance of evaluators.</param>
    /// <param name="Residual">Variance of the rest.</param>
    public sealed record Fitted(double[] Points, double[] Errors, double Unit, double Evaluator, double Residual);

    public static Fitted Fit(IReadOnlyList<Unit> units, int criteria, int evaluators) => new LeniencyModel(units, criteria, evaluators).Fit();

    private Fitted Fit()
    {
        var fitted = new Fitted([], [], 0.5, 0.1, 0.5);
        for (var round = 0; round < MostRounds; round++)
        {
            var before = fitted;
            fitted = Step(before);
            if (Near(before.Unit, fitted.Unit) && Near(before.Evaluator, fitted.Evaluator) && Near(before.Residual, fitted.Residual)) break;
        }

        return fitted;
    }

    private static bool Near(double before, double after) => Math.Abs(after - before) <= Settled * (1 + after);

    private Fitted Step(Fitted before)
    {
        // A variance of exactly 0 would divide by 0; far below any rounding of scores it is 0 to all purposes.
        var unitRatio = before.Residual / Math.Max(before.Unit, 1e-9);
        var evaluatorRatio = before.Residual / Math.Max(before.Evaluator, 1e-9);
        var (inverse, right) = Solve(unitRatio, evaluatorRatio);
        var effects = Enumerable.Range(0, _size).Select(i => Enumerable.Range(0, _size).Sum(j => inverse[i, j] * right[j])).ToArray();

        double unitSquares = 0, explained = 0;
        foreach (var unit in _units)
        {
            var expected = (unit.Scores.Length * effects[unit.Criterion]) + unit.Evaluators.Sum(e => effects[_criteria + e]);
            var effect = (unit.Total - expected) / (unit.Scores.Length + unitRatio);
            unitSquares += effect * effect;
            explained += effect * unit.Total;
        }

        var unitTrace = _bySize.Sum(a => a.Value.Trace(inverse, a.Key + unitRatio));
        var points = effects[_criteria..];
        var evaluatorTrace = Enumerable.Range(_criteria, points.Length).Sum(i => inverse[i, i]);
        explained += Enumerable.Range(0, _size).Sum(i => effects[i] * _totals[i]);
        return new(
            points,
            [.. DistanceVariances(inverse).Select(e => Math.Sqrt(e * before.Residual))],
            (unitSquares + (before.Residual * unitTrace)) / _units.Count,
            (points.Sum(p => p * p) + (before.Residual * evaluatorTrace)) / points.Length,
            Math.Max((_squares - explained) / Math.Max(1, _ratings - _criteria), 1e-9));
    }

    /// <summary>Variance of the error of each effect's distance from the mean of these evaluators: that they all may be lenient is another question.</summary>
    private IEnumerable<double> DistanceVariances(double[,] inverse)
    {
        var places = Enumerable.Range(_criteria, _size - _criteria).ToList();
        var mean = places.Average(i => places.Average(j => inverse[i, j]));
        return places.Select(i => Math.Max(0, inverse[i, i] - (2 * places.Average(j => inverse[i, j])) + mean));
    }

    private (double[,] Inverse, double[] Right) Solve(double unitRatio, double evaluatorRatio)
    {
        var matrix = new double[_size, _size];
        var right = (double[])_totals.Clone();
        for (var i = 0; i < _size; i++) matrix[i, i] = _counts[i] + (i < _criteria ? 0 : evaluatorRatio);
        foreach (var (size, absorbed) in _bySize) absorbed.Subtract(matrix, right, size + unitRatio);

        // Criteria and evaluators meet in the ratings themselves.
        foreach (var absorbed in _bySize.Values) absorbed.AddMeetings(matrix, _criteria);
        return (SymmetricInverse.Of(matrix), right);
    }

    /// <summary>The units of one size, of which only sums are needed again.</summary>
    private sealed class Absorbed(int size)
    {
        private readonly double[,] _products = new double[size, size];
        private readonly double[,] _meetings = new double[size, size];
        private readonly double[] _right = new double[size];
        private int _count;

        public void Add(Unit unit, int criteria)
        {
            _count++;
            int[] places = [unit.Criterion, .. unit.Evaluators.Select(e => criteria + e)];
            foreach (var a in places)
            {
                var weight = a < criteria ? unit.Scores.Length : 1.0;
                _right[a] += weight * unit.Total;
                foreach (var b in places) _products[a, b] += weight * (b < criteria ? unit.Scores.Length : 1.0);
                if (a >= criteria) _meetings[unit.Criterion, a]++;
            }
        }

        public void Subtract(double[,] matrix, double[] right, double divisor)
        {
            for (var a = 0; a < size; a++)
            {
                right[a] -= _right[a] / divisor;
                for (var b = 0; b < size; b++) matrix[a, b] -= _products[a, b] / divisor;
            }
        }

        public void AddMeetings(double[,] matrix, int criteria)
        {
            for (var c = 0; c < criteria; c++)
            {
                for (var e = criteria; e < size; e++)
                {
                    matrix[c, e] += _meetings[c, e];
                    matrix[e, c] += _meetings[c, e];
                }
            }
        }

        /// <summary>Trace of the units' block of the inverse of the whole system.</summary>
        public double Trace(double[,] inverse, double divisor)
        {
            double product = 0;
            for (var a = 0; a < size; a++)
            {
                for (var b = 0; b < size; b++) product += inverse[a, b] * _products[a, b];
            }

            return (_count / divisor) + (product / (divisor * divisor));
        }
    }
}
