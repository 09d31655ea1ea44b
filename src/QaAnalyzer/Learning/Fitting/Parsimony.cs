namespace QaAnalyzer.Learning.Fitting;

/// <summary>
/// Chooses among candidates by their held-out losses: the simplest that is not worse than the best by more than one standard error of the
/// difference (Breiman, Friedman, Olshen and Stone, "Classification and Regression Trees", 1984). A small sample does not tempt it.
/// </summary>
internal static class Parsimony
{
    /// <summary>Index of the chosen candidate.</summary>
    /// <param name="losses">Per candidate, from the simplest to the richest, the loss of every held-out example, in the same order.</param>
    public static int Choose(IReadOnlyList<double[]> losses)
    {
        var best = losses.MinBy(l => l.Sum())!;
        return Enumerable.Range(0, losses.Count).First(c => IsAsGood(losses[c], best));
    }

    private static bool IsAsGood(double[] losses, double[] best)
    {
        double[] excess = [.. losses.Zip(best, (l, b) => l - b)];
        var mean = excess.Average();
        var variance = excess.Sum(e => (e - mean) * (e - mean)) / Math.Max(1, excess.Length - 1);
        return mean <= Math.Sqrt(variance / excess.Length);
    }
}
