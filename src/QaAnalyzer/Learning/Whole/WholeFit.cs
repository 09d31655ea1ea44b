using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning.Whole;

/// <summary>
/// What the whole adds to linear outputs, as the centres tell it: kernel ridge regression without each fold in turn and with all, the
/// strength of each criterion chosen by the out-of-fold squared error.
/// </summary>
internal sealed class WholeFit
{
    /// <summary>With fewer scores of a criterion it can look good by luck.</summary>
    public const int LeastLessons = 400;

    /// <summary>A single human score scatters so much more than a mean of many that the best strength differs by an order of magnitude.</summary>
    private static readonly double[] Strengths = [1, 2, 5, 10, 30, 100];

    private readonly LikenessMatrix _likeness;
    private readonly float[] _residuals;
    private readonly int[] _fold;
    private readonly float[][][] _paths;
    private readonly int?[] _chosen;

    /// <param name="likeness">Of the centres.</param>
    /// <param name="residuals">Centres × columns: what people gave beyond linear outputs that are out of fold; NaN where nobody scored.</param>
    /// <param name="fold">Fold of each centre.</param>
    public WholeFit(LikenessMatrix likeness, float[] residuals, int[] fold)
    {
        (_likeness, _residuals, _fold) = (likeness, residuals, fold);
        _paths = new float[ScorerTrainer.Folds + 1][][];
        Parallel.For(0, _paths.Length, f => _paths[f] = new RidgePath(likeness.Times, Without(f), Columns, Strengths).Solve());
        var heldOut = Enumerable.Range(0, Strengths.Length).AsParallel().AsOrdered().Select(HeldOut).ToArray();
        _chosen = [.. Enumerable.Range(0, Columns / OrdinalTarget.Cuts).Select(k => Chosen(heldOut, k))];
    }

    /// <summary>Whether it helps any criterion.</summary>
    public bool Helps => _chosen.Any(s => s is not null);

    private int Columns => _residuals.Length / _fold.Length;

    /// <summary>Columns × centres, at each criterion's own strength; 0 for one that it does not help.</summary>
    /// <param name="without">The fold that had no say; their number for none.</param>
    public float[] Coefficients(int without)
    {
        var coefficients = new float[_residuals.Length];
        for (var i = 0; i < coefficients.Length; i++)
        {
            var (column, centre) = (i / _fold.Length, i % _fold.Length);
            if (_chosen[column / OrdinalTarget.Cuts] is { } strength) coefficients[i] = _paths[without][strength][(centre * Columns) + column];
        }

        return coefficients;
    }

    private float[] Without(int fold) => [.. _residuals.Select((r, i) => _fold[i / Columns] == fold ? float.NaN : r)];

    /// <summary>Centres × columns, each by the fit without its fold.</summary>
    private float[] HeldOut(int strength)
    {
        var (heldOut, product) = (new float[_residuals.Length], new float[_residuals.Length]);
        for (var f = 0; f < ScorerTrainer.Folds; f++)
        {
            _likeness.Times(_paths[f][strength], product);
            for (var i = 0; i < heldOut.Length; i++) heldOut[i] = _fold[i / Columns] == f ? product[i] : heldOut[i];
        }

        return heldOut;
    }

    /// <summary>The best strength of a criterion; null when the linear outputs alone are about as near to what people gave.</summary>
    private int? Chosen(float[][] heldOut, int criterion)
    {
        var first = criterion * OrdinalTarget.Cuts;
        int[] scored = [.. Enumerable.Range(0, _fold.Length).Where(i => !float.IsNaN(_residuals[(i * Columns) + first]))];
        if (scored.Length < LeastLessons) return null;
        double[][] losses = [.. heldOut.Select(Losses)];
        var best = Enumerable.Range(0, losses.Length).MinBy(s => losses[s].Sum());
        return Parsimony.Choose([Losses(new float[_residuals.Length]), losses[best]]) == 0 ? null : best;

        double[] Losses(float[] predicted) =>
            [.. scored.Select(i => Enumerable.Range((i * Columns) + first, OrdinalTarget.Cuts).Sum(c => Math.Pow(_residuals[c] - predicted[c], 2)))];
    }
}
