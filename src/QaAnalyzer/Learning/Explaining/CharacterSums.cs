using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Explaining;

/// <summary>Spreads contributions over the characters of an utterance and finds the run that matters most.</summary>
internal sealed class CharacterSums(NormalizedText text)
{
    private readonly double[] _sums = new double[text.Length];

    public double Total { get; private set; }

    public void Add(int start, int end, double points)
    {
        Total += points;
        for (var i = start; i < end; i++) _sums[i] += points / (end - start);
    }

    /// <summary>The run with the largest sum in the direction of the total (Kadane's algorithm), in the original text.</summary>
    public TextSpan? StrongestRun()
    {
        var sign = Math.Sign(Total);
        var (best, bestFrom, bestTo, sum, from) = (0.0, 0, 0, 0.0, 0);
        for (var i = 0; i < _sums.Length; i++)
        {
            if (sum <= 0) (sum, from) = (0, i);
            sum += sign * _sums[i];
            if (sum > best) (best, bestFrom, bestTo) = (sum, from, i + 1);
        }

        return bestTo > bestFrom ? text.ToOriginal(bestFrom, bestTo) : null;
    }
}
