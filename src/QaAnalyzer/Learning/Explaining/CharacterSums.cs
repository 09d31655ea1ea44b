using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>Spreads contributions over the characters of an utterance and finds the run that matters most, for every criterion.</summary>
internal sealed class CharacterSums(NormalizedText text, int criteria)
{
    private readonly double[] _totals = new double[criteria];
    private readonly double[] _sums = new double[criteria * text.Length];

    public double Total(int criterion) => _totals[criterion];

    public void Add(int start, int end, ReadOnlySpan<double> points)
    {
        for (var k = 0; k < criteria; k++)
        {
            _totals[k] += points[k];
            var share = points[k] / (end - start);
            for (var i = start; i < end; i++) _sums[(k * text.Length) + i] += share;
        }
    }

    /// <summary>The run with the largest sum in the direction of the total (Kadane's algorithm), in the original text.</summary>
    public TextSpan? StrongestRun(int criterion)
    {
        var sums = _sums.AsSpan(criterion * text.Length, text.Length);
        var sign = Math.Sign(_totals[criterion]);
        var (best, bestFrom, bestTo, sum, from) = (0.0, 0, 0, 0.0, 0);
        for (var i = 0; i < sums.Length; i++)
        {
            if (sum <= 0) (sum, from) = (0, i);
            sum += sign * sums[i];
            if (sum > best) (best, bestFrom, bestTo) = (sum, from, i + 1);
        }

        return bestTo > bestFrom ? text.ToOriginal(bestFrom, bestTo) : null;
    }
}
