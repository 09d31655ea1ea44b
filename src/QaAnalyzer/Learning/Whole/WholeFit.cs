using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning.Whole;

/// <summary>
/// What the whole adds to linear outputs, as the centres tell it: kernel ridge regression without each fold in turn and with all, its
/// strength chosen by the out-of-fold squared error. All criteria together decide on strength and on whether it helps: one alone can have
/// bad luck with its folds.
/// </summary>
internal sealed class WholeFit
{
    /// <summary>With fewer scores of a criterion it can look good by luck.</summary>
    public const int LeastLessons = 12 * Centres.Block;

    /// <summary>A single human score scatters so much more than a mean of many that the best strength differs by an order of magnitude.</summary>
    private static readonly double[] Strengths = [1.5, 5, 15, 50, 150];

    private readonly LikenessMatrix _likeness;
    private readonly float[] _residuals;
    private readonly int[] _fold;
    private readonly float[][][] _paths;
    private readonly int _strength;

    /// <param name="likeness">Of the centres.</param>
    /// <param name="residuals">
    /// Centres × columns: what people gave beyond linear outputs that are out of fold; NaN where nobody scored. Criteria with too few scores
    /// are left out.
    /// </param>
    /// <param name="fold">Fold of each centre.</param>
    public WholeFit(LikenessMatrix likeness, float[] residuals, int[] fold)
    {
        (_likeness, _fold) = (likeness, fold);
        _residuals = WithoutRare(residuals, residuals.Length / fold.Length);
        _paths = new float[ScorerTrainer.Folds + 1][][];
        Parallel.For(0, _paths.Length, f => _paths[f] = new RidgePath(likeness.Times, Without(f), Columns, Strengths).Solve());
        var losses = Enumerable.Range(0, Strengths.Length).AsParallel().AsOrdered().Select(s => Losses(HeldOut(s))).ToArray();
        _strength = Enumerable.Range(0, losses.Length).MinBy(s => losses[s].Sum());
        Helps = Parsimony.Choose([Losses(new float[_residuals.Length]), losses[_strength]]) > 0;
    }

    /// <summary>
    /// False when the same linear outputs without it are about as near to what people gave. Asked to beat those that are best alone, by more than
    /// a standard error, it would be left out where it helps: 400 reviews of one evaluator each cannot show that much.
    /// </summary>
    public bool Helps { get; }

    private int Columns => _residuals.Length / _fold.Length;

    /// <summary>Columns × centres.</summary>
    /// <param name="without">The fold that had no say; their number for none.</param>
    public float[] Coefficients(int without)
    {
        var (path, coefficients) = (_paths[without][_strength], new float[_residuals.Length]);
        for (var i = 0; i < coefficients.Length; i++) coefficients[i] = path[(i % _fold.Length * Columns) + (i / _fold.Length)];
        return coefficients;
    }

    private static float[] WithoutRare(float[] residuals, int columns)
    {
        int[] scores = [.. Enumerable.Range(0, columns).Select(c => Enumerable.Range(0, residuals.Length / columns).Count(i => !float.IsNaN(residuals[(i * columns) + c])))];
        return [.. residuals.Select((r, i) => scores[i % columns] < LeastLessons ? float.NaN : r)];
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

    /// <summary>Squared error of each centre, in the criteria that have scores enough.</summary>
    private double[] Losses(float[] predicted)
    {
        var losses = new double[_fold.Length];
        for (var i = 0; i < predicted.Length; i++)
        {
            var apart = float.IsNaN(_residuals[i]) ? 0.0 : _residuals[i] - predicted[i];
            losses[i / Columns] += apart * apart;
        }

        return losses;
    }
}
