namespace QaAnalyzer.Learning;

/// <summary>The 1–5 scale as numbers to learn.</summary>
internal static class OrdinalTarget
{
    public const int Scores = 5;

    /// <summary>Columns of the linear model per criterion: P(score ≤ 1), …, P(score ≤ 4).</summary>
    public const int Cuts = Scores - 1;

    /// <summary>The share of evaluators per score; a 3.5 counts half for 3 and half for 4. Null when nobody scored.</summary>
    public static double[]? Distribution(IReadOnlyCollection<double> scores)
    {
        if (scores.Count == 0) return null;
        var shares = new double[Scores];
        foreach (var score in scores)
        {
            var low = (int)Math.Clamp(Math.Floor(score), 1, Scores - 1);
            var upper = Math.Clamp(score, 1, Scores) - low;
            shares[low - 1] += (1 - upper) / scores.Count;
            shares[low] += upper / scores.Count;
        }

        return shares;
    }

    public static void Cumulate(ReadOnlySpan<double> shares, Span<double> cuts)
    {
        var sum = 0.0;
        for (var c = 0; c < Cuts; c++) cuts[c] = sum += shares[c];
    }

    /// <summary>Mean score of a distribution.</summary>
    public static double Mean(ReadOnlySpan<double> shares)
    {
        var mean = 0.0;
        for (var s = 0; s < shares.Length; s++) mean += (s + 1) * shares[s];
        return mean;
    }

    /// <summary>Mean score that predicted cuts amount to; may lie outside 1–5.</summary>
    public static double MeanOfCuts(ReadOnlySpan<double> cuts)
    {
        var mean = (double)Scores;
        foreach (var cut in cuts) mean -= cut;
        return mean;
    }
}
