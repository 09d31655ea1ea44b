using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>
/// Spreads contributions over the characters of an utterance and finds the run that matters most, for every criterion. Kept as changes from
/// one character to the next, so that a contribution costs two additions however long it is.
/// </summary>
internal sealed class CharacterSums(NormalizedText text, int criteria)
{
    /// <summary>What rounding leaves where contributions cancel; it must not lengthen a run.</summary>
    private const double Nothing = 1e-9;

    private readonly double[] _totals = new double[criteria];
    private readonly double[] _changes = new double[(text.Length + 1) * criteria];

    public double Total(int criterion) => _totals[criterion];

    public void Add(int start, int end, ReadOnlySpan<double> points)
    {
        var share = 1.0 / (end - start);
        var from = _changes.AsSpan(start * criteria, criteria);
        var to = _changes.AsSpan(end * criteria, criteria);
        for (var k = 0; k < points.Length; k++)
        {
            _totals[k] += points[k];
            from[k] += share * points[k];
            to[k] -= share * points[k];
        }
    }

    /// <summary>The run with the largest sum in the direction of the total (Kadane's algorithm), in the original text.</summary>
    public TextSpan? StrongestRun(int criterion)
    {
        var sign = Math.Sign(_totals[criterion]);
        var (best, bestFrom, bestTo, sum, from, points) = (Nothing, 0, 0, 0.0, 0, 0.0);
        for (var i = 0; i < text.Length; i++)
        {
            points += sign * _changes[(i * criteria) + criterion];
            if (sum <= Nothing) (sum, from) = (0, i);
            sum += points;
            if (sum > best + Nothing) (best, bestFrom, bestTo) = (sum, from, i + 1);
        }

        return bestTo > bestFrom ? text.ToOriginal(bestFrom, bestTo) : null;
    }
}
