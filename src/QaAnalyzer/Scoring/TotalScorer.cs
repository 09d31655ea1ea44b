using System.Runtime.CompilerServices;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Scoring;

/// <summary>The weighted mean over criteria that have a score. What has none takes its weight out of the total instead of guessing.</summary>
public static class TotalScorer
{
    private static readonly ConditionalWeakTable<Rubric, (Criterion Criterion, double Weight)[]> Known = [];

    /// <summary>Total of drafted or reviewed scores; null when no criterion has one.</summary>
    /// <param name="rubric">Weights, mapping and grades.</param>
    /// <param name="scores">Criterion id → 1–5.</param>
    /// <param name="autoFails">Ids of automatic failures that hold.</param>
    public static TotalScore? Total(Rubric rubric, IReadOnlyDictionary<string, double> scores, IReadOnlyList<string> autoFails)
    {
        double sum = 0, covered = 0;
        var critical = false;
        foreach (var (criterion, weight) in Known.GetValue(rubric, r => [.. Weights(r)]))
        {
            if (!scores.TryGetValue(criterion.Id, out var score)) continue;
            sum += score * weight;
            covered += weight;
            critical |= score <= criterion.CriticalAt;
        }

        if (covered <= 0) return null;
        var mean = sum / covered;
        var percent = autoFails.Count > 0 ? 0 : rubric.Total.ToPercent(mean);
        var grade = critical || autoFails.Count > 0 ? rubric.Total.Grades[^1] : rubric.Total.GradeOf(Tenth(percent));
        return new(Tenth(mean), Tenth(percent), Tenth(100 - percent), grade.Id, Math.Round(covered, 4), autoFails);
    }

    /// <summary>Every criterion with its share of the whole form; the shares sum to 1.</summary>
    public static IEnumerable<(Criterion Criterion, double Weight)> Weights(Rubric rubric) =>
        from dimension in rubric.Dimensions
        let within = dimension.Criteria.Sum(c => c.Weight)
        from criterion in dimension.Criteria
        select (criterion, dimension.Weight / 100 * criterion.Weight / within);

    private static double Tenth(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);
}
