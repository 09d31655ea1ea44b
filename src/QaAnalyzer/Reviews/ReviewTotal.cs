using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;

namespace QaAnalyzer.Reviews;

/// <summary>The weighted mean over what people decided. Lines that are undecided or not applicable carry no weight; the others share it.</summary>
internal static class ReviewTotal
{
    public static TotalScore? Of(ReviewForm form)
    {
        double sum = 0, weight = 0, whole = 0;
        foreach (var dimension in form.Lines.Where(l => !l.IsAutoFail).GroupBy(l => l.Dimension!))
        {
            var shares = dimension.Sum(l => l.Criterion!.Weight);
            foreach (var line in dimension)
            {
                var share = dimension.Key.Weight * line.Criterion!.Weight / shares;
                whole += share;
                if (line.Review?.Score is not { } score) continue;
                sum += share * score;
                weight += share;
            }
        }

        if (weight == 0) return null;

        var percent = form.Rubric.Total.ToPercent(sum / weight);
        string[] failed = [.. form.Lines.Where(l => l is { IsAutoFail: true, Review.Decision: Decision.Confirmed }).Select(l => l.Id[ReviewLine.AutoFailPrefix.Length..])];
        var critical = form.Lines.Any(l => l.Criterion?.CriticalAt is { } limit && l.Review?.Score <= limit);
        var grade = failed.Length > 0 || critical ? form.Rubric.Total.Grades[^1] : form.Rubric.Total.GradeOf(percent);
        return new(Round(sum / weight), Round(percent), Round(100 - percent), grade.Id, weight / whole, failed);
    }

    private static double Round(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);
}
