namespace QaAnalyzer.Agreement;

/// <summary>Spearman's rank correlation: Pearson's correlation of the ranks, ties sharing their mean rank (Kendall, Rank Correlation Methods, 1948).</summary>
public static class Spearman
{
    /// <summary>−1 to 1; null when there are fewer than two pairs or one side never varies.</summary>
    /// <exception cref="ArgumentException">The sides differ in length, or a value is not a number.</exception>
    public static double? Of(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count != second.Count) throw new ArgumentException($"expected as many values on both sides, got {first.Count} and {second.Count}", nameof(second));
        var (x, y) = (Ranks(first), Ranks(second));
        var mean = (first.Count + 1) / 2.0;
        double together = 0, alone = 0, other = 0;
        for (var i = 0; i < x.Length; i++)
        {
            together += (x[i] - mean) * (y[i] - mean);
            alone += (x[i] - mean) * (x[i] - mean);
            other += (y[i] - mean) * (y[i] - mean);
        }

        return alone == 0 || other == 0 ? null : together / Math.Sqrt(alone * other);
    }

    /// <param name="table">Counts or weights of (first, second), row by row, a square.</param>
    /// <returns>NaN when one side never varies.</returns>
    internal static double Of(ReadOnlySpan<double> table)
    {
        var size = (int)Math.Sqrt(table.Length);
        Span<double> first = stackalloc double[size];
        Span<double> second = stackalloc double[size];
        for (var i = 0; i < table.Length; i++)
        {
            first[i / size] += table[i];
            second[i % size] += table[i];
        }

        var (alone, other) = (CentreRanks(first), CentreRanks(second));
        double together = 0;
        for (var i = 0; i < table.Length; i++) together += table[i] * first[i / size] * second[i % size];
        return alone == 0 || other == 0 ? double.NaN : together / Math.Sqrt(alone * other);
    }

    /// <summary>1-based ranks in ascending order; equal values get the mean of the ranks they take up.</summary>
    /// <exception cref="ArgumentException">A value is not a number.</exception>
    public static double[] Ranks(IReadOnlyList<double> values)
    {
        var sorted = values.ToArray();
        if (Array.Exists(sorted, double.IsNaN)) throw new ArgumentException("expected numbers to rank, got NaN", nameof(values));
        var order = Enumerable.Range(0, sorted.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && sorted[to] == sorted[from];) to++;
            for (var i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2.0;
        }

        return ranks;
    }

    /// <summary>Puts the distance of each value's mean rank from the middle in place of its count, and returns the sum of their squares.</summary>
    private static double CentreRanks(Span<double> counts)
    {
        double total = 0, below = 0, squares = 0;
        foreach (var count in counts) total += count;
        for (var i = 0; i < counts.Length; i++)
        {
            var count = counts[i];
            counts[i] = below + (count / 2) - (total / 2);
            below += count;
            squares += count * counts[i] * counts[i];
        }

        return squares;
    }
}
