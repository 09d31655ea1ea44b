using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Scoring;

/// <summary>
/// What a person's review of a conversation is expected to teach, 0 to 1: seven parts how unsure the learned drafts are (mean of the
/// entropy of the distribution and the width of the prediction set, each as a share of the most possible), three parts how near the total is
/// to a limit between grades (1 at the limit, 0 from ten percentage points on).
/// </summary>
internal static class ExpectedInformation
{
    private const double UnsureShare = 0.7;

    private const double LimitReach = 10;

    /// <summary>Null where no scorer spoke.</summary>
    public static double? Of(Rubric rubric, IReadOnlyList<Draft> drafts, TotalScore? total)
    {
        double unsure = 0;
        var count = 0;
        foreach (var draft in drafts)
        {
            var (probabilities, set) = draft switch
            {
                DraftScore { Source: DraftSource.Learned } scored => (scored.Probabilities, scored.PredictionSet),
                Abstention abstention => (abstention.Probabilities, abstention.PredictionSet),
                _ => (null, null),
            };
            if (probabilities is null || set is null) continue;
            unsure += (Entropy(probabilities) + ((set.Count - 1) / (probabilities.Count - 1.0))) / 2;
            count++;
        }

        if (count == 0) return null;
        return Math.Round((UnsureShare * unsure / count) + ((1 - UnsureShare) * Closeness(rubric, total)), 6);
    }

    /// <summary>As a share of the entropy of equal probabilities (Shannon 1948).</summary>
    private static double Entropy(IReadOnlyList<double> probabilities)
    {
        var sum = 0.0;
        foreach (var p in probabilities) sum -= p > 0 ? p * Math.Log(p) : 0;
        return sum / Math.Log(probabilities.Count);
    }

    private static double Closeness(Rubric rubric, TotalScore? total)
    {
        if (total is null) return 0;

        // The worst grade begins where the scale does: no limit to be near to.
        var limits = rubric.Total.Grades.SkipLast(1).Select(g => Math.Abs(total.Percent - g.From));
        return Math.Max(0, 1 - (limits.DefaultIfEmpty(LimitReach).Min() / LimitReach));
    }
}
