using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning.Whole;

/// <summary>
/// What the whole adds to one criterion's cuts: kernel ridge regression restricted to the centres (subset of regressors: Rasmussen and
/// Williams, chapter 8), its strength chosen by the folds' out-of-fold squared error.
/// </summary>
internal sealed class WholeFit
{
    /// <summary>With fewer scores of the criterion it can look good by luck.</summary>
    public const int LeastLessons = 400;

    private const int Cuts = OrdinalTarget.Cuts;

    /// <summary>Keeps the system solvable when centres are the same: likeness is rounded to single precision, which alone costs about 1e-4.</summary>
    private const double Jitter = 1e-3;

    /// <summary>A single human score scatters so much more than a mean of many that the best strength differs by an order of magnitude.</summary>
    private static readonly double[] Strengths = [100, 30, 10, 3, 1];

    private readonly double[][] _heldOut;
    private readonly double[] _coefficients;
    private readonly int[] _scored;

    private WholeFit(int[] scored, double[][] heldOut, double[] coefficients) => (_scored, _heldOut, _coefficients) = (scored, heldOut, coefficients);

    /// <summary>The fit; null when the linear outputs alone are about as near to what people gave.</summary>
    /// <param name="likeness">Of each lesson to each centre.</param>
    /// <param name="centres">Which lessons the centres are.</param>
    /// <param name="outputs">Linear outputs, out of fold.</param>
    /// <param name="targets">What people gave.</param>
    /// <param name="fold">Fold of each lesson.</param>
    /// <param name="criterion">Which criterion.</param>
    public static WholeFit? Of(float[][] likeness, int[] centres, double[][] outputs, ScoreTargets targets, int[] fold, int criterion)
    {
        int[] scored = [.. Enumerable.Range(0, likeness.Length).Where(i => targets.IsScored(i, criterion))];
        if (scored.Length < LeastLessons) return null;
        var sums = Enumerable.Range(0, ScorerTrainer.Folds).Select(_ => new Sums(centres.Length)).ToArray();
        foreach (var i in scored) sums[fold[i]].Add(likeness[i], targets.Residuals(i, criterion, outputs[i]));
        var all = sums.Aggregate(new Sums(centres.Length), (sum, part) => sum.Plus(part, 1));
        double[][] between = [.. centres.Select(c => likeness[c].Select(l => (double)l).ToArray())];

        var candidates = Strengths.Select(strength =>
        {
            var without = sums.Select(s => all.Plus(s, -1).Solve(between, strength)).ToArray();
            return scored.Select(i => Times(likeness[i], without[fold[i]])).ToArray();
        }).ToArray();
        double[][] losses = [.. candidates.Select(heldOut => scored.Select((i, j) => Loss(targets.Residuals(i, criterion, outputs[i]), heldOut[j])).ToArray())];
        var best = Enumerable.Range(0, Strengths.Length).MinBy(s => losses[s].Sum());
        double[] plain = [.. scored.Select(i => Loss(targets.Residuals(i, criterion, outputs[i]), new double[Cuts]))];
        return Parsimony.Choose([plain, losses[best]]) == 0 ? null : new(scored, candidates[best], all.Solve(between, Strengths[best]));
    }

    /// <summary>Adds the out-of-fold corrections, and puts the coefficients where they belong.</summary>
    /// <param name="outputs">Outputs of all lessons.</param>
    /// <param name="coefficients">Columns of all criteria × centres.</param>
    /// <param name="criterion">Which criterion.</param>
    public void AddTo(double[][] outputs, float[] coefficients, int criterion)
    {
        var size = _coefficients.Length / Cuts;
        for (var cut = 0; cut < Cuts; cut++)
        {
            var column = (criterion * Cuts) + cut;
            for (var j = 0; j < _scored.Length; j++) outputs[_scored[j]][column] += _heldOut[j][cut];
            for (var c = 0; c < size; c++) coefficients[(column * size) + c] = (float)_coefficients[(c * Cuts) + cut];
        }
    }

    private static double Loss(double[] residuals, double[] predicted) => residuals.Zip(predicted, (r, p) => (r - p) * (r - p)).Sum();

    private static double[] Times(float[] likeness, double[] coefficients)
    {
        var sums = new double[Cuts];
        for (var c = 0; c < likeness.Length; c++)
        {
            for (var cut = 0; cut < Cuts; cut++) sums[cut] += likeness[c] * coefficients[(c * Cuts) + cut];
        }

        return sums;
    }

    /// <summary>KᵀK and Kᵀr of some lessons.</summary>
    private sealed class Sums(int size)
    {
        private double[] _products = new double[size * size];
        private double[] _residuals = new double[size * Cuts];

        public void Add(float[] likeness, double[] residuals)
        {
            for (var a = 0; a < size; a++)
            {
                for (var b = 0; b <= a; b++) _products[(a * size) + b] += (double)likeness[a] * likeness[b];
                for (var cut = 0; cut < Cuts; cut++) _residuals[(a * Cuts) + cut] += likeness[a] * residuals[cut];
            }
        }

        /// <summary>(KᵀK + strength · centres' own likeness)⁻¹ Kᵀr.</summary>
        public double[] Solve(double[][] between, double strength)
        {
            var system = (double[])_products.Clone();
            for (var a = 0; a < size; a++)
            {
                for (var b = 0; b <= a; b++) system[(a * size) + b] += strength * (between[a][b] + (a == b ? Jitter : 0));
            }

            var solution = (double[])_residuals.Clone();
            Cholesky.Solve(Cholesky.Factor(system, size), size, solution, Cuts);
            return solution;
        }

        public Sums Plus(Sums part, double times) => new(size)
        {
            _products = [.. _products.Zip(part._products, (a, b) => a + (times * b))],
            _residuals = [.. _residuals.Zip(part._residuals, (a, b) => a + (times * b))],
        };
    }
}
