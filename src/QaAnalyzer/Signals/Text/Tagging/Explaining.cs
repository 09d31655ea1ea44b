namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>From feature weights to the words that speak most for a tag.</summary>
internal static class Explaining
{
    private const int Shown = 8;

    /// <param name="text">Normalised text.</param>
    /// <param name="units">Its units.</param>
    /// <param name="features">First and last unit (-1 for features without a place) and weight.</param>
    public static TagExplanation Of(NormalizedText text, Tokens units, IReadOnlyList<(int First, int Last, double Weight)> features)
    {
        var (first, last) = StrongestRun(units.Count, features);
        var parts = features
            .GroupBy(f => (f.First, f.Last))
            .Select(g => new ExplainedPart(Words(text, units, g.Key.First, g.Key.Last), Math.Round(g.Sum(f => f.Weight), 3)))
            .OrderByDescending(p => Math.Abs(p.Weight)).ThenBy(p => p.Words, StringComparer.Ordinal)
            .Take(Shown)
            .ToList();
        return first < 0 ? new(0, 0, parts) : new(units[first].Start, units[last].End, parts);
    }

    /// <summary>A feature speaks for all its units alike; the run of units with the largest sum is the place (Kadane's algorithm).</summary>
    private static (int First, int Last) StrongestRun(int count, IReadOnlyList<(int First, int Last, double Weight)> features)
    {
        var weights = new double[count];
        foreach (var (first, last, weight) in features)
        {
            for (var i = Math.Max(0, first); i <= last; i++) weights[i] += weight / (last - first + 1);
        }

        var (best, bestFirst, bestLast, sum, from) = (0.0, -1, -1, 0.0, 0);
        for (var i = 0; i < count; i++)
        {
            if (sum <= 0) (sum, from) = (0, i);
            sum += weights[i];
            if (sum > best) (best, bestFirst, bestLast) = (sum, from, i);
        }

        return (bestFirst, bestLast);
    }

    private static string Words(NormalizedText text, Tokens units, int first, int last) =>
        first < 0 ? "" : text.Chars[units[first].Start..units[last].End].ToString();
}
