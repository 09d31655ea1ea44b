namespace QaAnalyzer.Learning;

/// <summary>
/// Contiguous sets of scores that hold a human score in 90 of 100 cases (split conformal prediction over out-of-fold predictions; for
/// ordinal scales: Lu, Angelopoulos and Pomerantz, MICCAI 2022). A set starts at the most probable score and grows by the more probable
/// neighbour until its probability reaches the calibrated mass.
/// </summary>
/// <param name="Pooled">Mass over all channels and languages.</param>
/// <param name="Groups">Mass per channel and language where there were enough conversations.</param>
internal sealed record PredictionSets(double Pooled, IReadOnlyDictionary<string, double> Groups)
{
    public const double Coverage = 0.9;

    /// <summary>A group with fewer conversations uses the pooled mass.</summary>
    private const int LeastOfGroup = 200;

    /// <summary>The scores of the set in order.</summary>
    public int[] Of(ReadOnlySpan<double> probabilities, string group)
    {
        var mass = Groups.TryGetValue(group, out var own) ? own : Pooled;
        var (low, high) = Mode(probabilities);
        var sum = probabilities[low];
        while (sum < mass && high - low < OrdinalTarget.Cuts) sum += Grow(probabilities, ref low, ref high);
        return [.. Enumerable.Range(low + 1, high - low + 1)];
    }

    /// <param name="items">Out-of-fold probabilities with the group and the single human scores of each conversation.</param>
    public static PredictionSets Fit(IReadOnlyList<(double[] Probabilities, string Group, double[] Scores)> items) => new(
        MassOf(items),
        items.GroupBy(i => i.Group, StringComparer.Ordinal).Where(g => g.Count() >= LeastOfGroup).OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => MassOf([.. g]), StringComparer.Ordinal));

    /// <summary>The least mass at which the share of human scores inside reaches the coverage, with the correction for a finite sample.</summary>
    private static double MassOf(IReadOnlyList<(double[] Probabilities, string Group, double[] Scores)> items)
    {
        var reached = items
            .SelectMany(i => i.Scores.Select(s => (Before: MassBefore(i.Probabilities, (int)Math.Round(s, MidpointRounding.AwayFromZero)), Weight: 1.0 / i.Scores.Length)))
            .OrderBy(p => p.Before);
        var needed = Math.Min(items.Count, Coverage * (items.Count + 1));
        var (covered, mass) = (0.0, 0.0);
        foreach (var (before, weight) in reached)
        {
            covered += weight;
            mass = before;
            if (covered >= needed) break;
        }

        return Math.BitIncrement(mass);
    }

    /// <summary>Probability of the growing set just before it takes in a score.</summary>
    private static double MassBefore(double[] probabilities, int score)
    {
        var (low, high) = Mode(probabilities);
        var sum = probabilities[low];
        var before = 0.0;
        while (score - 1 < low || score - 1 > high)
        {
            before = sum;
            sum += Grow(probabilities, ref low, ref high);
        }

        return before;
    }

    private static double Grow(ReadOnlySpan<double> probabilities, ref int low, ref int high)
    {
        var takesLower = high == OrdinalTarget.Cuts || (low > 0 && probabilities[low - 1] > probabilities[high + 1]);
        return takesLower ? probabilities[--low] : probabilities[++high];
    }

    private static (int Low, int High) Mode(ReadOnlySpan<double> probabilities)
    {
        var mode = 0;
        for (var s = 1; s < probabilities.Length; s++) mode = probabilities[s] > probabilities[mode] ? s : mode;
        return (mode, mode);
    }
}
