namespace QaAnalyzer.Signals.Timing.Overlaps;

/// <summary>
/// Finds points for labelled onsets: logistic regression by Newton's method with a ridge, then rounded. Cues set by hand keep their points.
/// </summary>
internal static class OverlapFit
{
    private const double Ridge = 3;
    private const int Rounds = 12;

    /// <summary>Points are multiples of this; less than half of it is no points.</summary>
    private const double Step = 0.25;

    /// <param name="rows">Strengths of all cues per onset.</param>
    /// <param name="labels">What people said, in the same order.</param>
    /// <param name="start">Table with the points set by hand, and the limits, which are kept.</param>
    /// <param name="byHand">Ids of those cues.</param>
    public static PointTable Refit(IReadOnlyList<double[]> rows, IReadOnlyList<bool> labels, PointTable start, IReadOnlySet<string> byHand)
    {
        int[] free = [.. Enumerable.Range(0, OverlapCues.All.Count).Where(c => !byHand.Contains(OverlapCues.All[c].Id))];
        var offsets = rows.Select(row => Enumerable.Range(0, row.Length).Except(free).Sum(c => row[c] * start.Points[c])).ToArray();
        var found = new double[free.Length + 1];
        for (var round = 0; round < Rounds; round++) NewtonStep(rows, labels, offsets, free, found);
        var points = start.Points.ToArray();
        for (var c = 0; c < free.Length; c++) points[free[c]] = Round(found[c]);
        return start with { Base = Round(found[^1]), Points = points };
    }

    private static double Round(double value) => Math.Round(value / Step, MidpointRounding.AwayFromZero) * Step;

    /// <summary>One Newton step on the penalised likelihood; the base has no penalty.</summary>
    private static void NewtonStep(IReadOnlyList<double[]> rows, IReadOnlyList<bool> labels, double[] offsets, int[] free, double[] found)
    {
        var size = found.Length;
        var (gradient, curvature, x) = (new double[size], new double[size, size], new double[size]);
        for (var r = 0; r < rows.Count; r++)
        {
            for (var c = 0; c < free.Length; c++) x[c] = rows[r][free[c]];
            x[^1] = 1;
            var sum = offsets[r];
            for (var c = 0; c < size; c++) sum += found[c] * x[c];
            var p = 1 / (1 + Math.Exp(-sum));
            for (var i = 0; i < size; i++)
            {
                if (x[i] == 0) continue;
                gradient[i] += ((labels[r] ? 1 : 0) - p) * x[i];
                for (var j = 0; j < size; j++) curvature[i, j] += p * (1 - p) * x[i] * x[j];
            }
        }

        for (var c = 0; c < free.Length; c++)
        {
            gradient[c] -= Ridge * found[c];
            curvature[c, c] += Ridge;
        }

        Solve(curvature, gradient);
        for (var c = 0; c < size; c++) found[c] += gradient[c];
    }

    /// <summary>Gaussian elimination in place; a ridge keeps the pivots away from zero.</summary>
    private static void Solve(double[,] matrix, double[] right)
    {
        var size = right.Length;
        for (var pivot = 0; pivot < size; pivot++)
        {
            for (var row = pivot + 1; row < size; row++)
            {
                var factor = matrix[row, pivot] / matrix[pivot, pivot];
                if (factor == 0) continue;
                for (var column = pivot; column < size; column++) matrix[row, column] -= factor * matrix[pivot, column];
                right[row] -= factor * right[pivot];
            }
        }

        for (var row = size - 1; row >= 0; row--)
        {
            for (var column = row + 1; column < size; column++) right[row] -= matrix[row, column] * right[column];
            right[row] /= matrix[row, row];
        }
    }
}
