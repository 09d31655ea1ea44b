namespace QaAnalyzer.Learning;

/// <summary>The cuts of all criteria as columns, centred; NaN where nobody scored.</summary>
internal sealed class ScoreTargets
{
    private readonly float[] _cuts;
    private readonly float[] _means;

    public ScoreTargets(IReadOnlyList<Lesson> lessons, int criteria)
    {
        Columns = criteria * OrdinalTarget.Cuts;
        _cuts = new float[lessons.Count * Columns];
        _means = new float[Columns];
        Array.Fill(_cuts, float.NaN);
        Span<double> cuts = stackalloc double[OrdinalTarget.Cuts];
        for (var i = 0; i < lessons.Count; i++)
        {
            for (var k = 0; k < criteria; k++)
            {
                if (OrdinalTarget.Distribution(lessons[i].Scores(k)) is not { } shares) continue;
                OrdinalTarget.Cumulate(shares, cuts);
                for (var c = 0; c < cuts.Length; c++) _cuts[(i * Columns) + (k * OrdinalTarget.Cuts) + c] = (float)cuts[c];
            }
        }

        for (var c = 0; c < Columns; c++) _means[c] = (float)Column(c).Where(v => !float.IsNaN(v)).Select(v => (double)v).DefaultIfEmpty().Average();
    }

    public int Columns { get; }

    /// <summary>Mean of each column: the intercepts.</summary>
    public ReadOnlySpan<float> Means => _means;

    /// <summary>Rows of these lessons, centred.</summary>
    public float[] Centred(IReadOnlyList<int> lessons)
    {
        var centred = new float[lessons.Count * Columns];
        for (var i = 0; i < centred.Length; i++) centred[i] = _cuts[(lessons[i / Columns] * Columns) + (i % Columns)] - _means[i % Columns];
        return centred;
    }

    /// <summary>Lessons that somebody scored a criterion of.</summary>
    public int Count(int criterion)
    {
        var count = 0;
        for (var i = criterion * OrdinalTarget.Cuts; i < _cuts.Length; i += Columns) count += float.IsNaN(_cuts[i]) ? 0 : 1;
        return count;
    }

    /// <summary>Rows of these lessons: what people gave beyond the outputs of all lessons.</summary>
    public float[] Residuals(IReadOnlyList<int> lessons, double[][] outputs)
    {
        var residuals = new float[lessons.Count * Columns];
        for (var i = 0; i < residuals.Length; i++)
        {
            var (lesson, column) = (lessons[i / Columns], i % Columns);
            residuals[i] = (float)(_cuts[(lesson * Columns) + column] - outputs[lesson][column]);
        }

        return residuals;
    }

    /// <summary>Of one criterion's cuts; 0 when nobody scored.</summary>
    public double SquaredError(int lesson, int criterion, ReadOnlySpan<double> outputs)
    {
        var sum = 0.0;
        for (var c = criterion * OrdinalTarget.Cuts; c < (criterion + 1) * OrdinalTarget.Cuts; c++)
        {
            var target = _cuts[(lesson * Columns) + c];
            if (!float.IsNaN(target)) sum += (outputs[c] - target) * (outputs[c] - target);
        }

        return sum;
    }

    private IEnumerable<float> Column(int column)
    {
        for (var i = column; i < _cuts.Length; i += Columns) yield return _cuts[i];
    }
}
