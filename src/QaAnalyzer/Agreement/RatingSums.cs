namespace QaAnalyzer.Agreement;

/// <summary>
/// What one conversation adds to the statistics of agreement. All of them follow from such sums, so a bootstrap only adds. Every conversation
/// weighs the same, however many people scored it: its pairs of raters share the weight 1.
/// </summary>
internal static class RatingSums
{
    /// <summary>Scores run from 1 to this. A fractional score counts as the nearest whole one, halves away from zero; only errors keep the fraction.</summary>
    public const int Scores = 5;

    /// <summary>Pairs of (first rater, second rater), total weight 1.</summary>
    public static readonly Range Pairs = ..25;

    /// <summary>Krippendorff's coincidences: every rating counts once, spread over the others of its conversation.</summary>
    public static readonly Range Coincidences = 25..50;

    /// <summary>Share of each score among the ratings.</summary>
    public static readonly Range Shares = 50..55;

    /// <summary>1 for a conversation with a rating.</summary>
    public const int Rated = 55;

    /// <summary>1 for a conversation with a pair.</summary>
    public const int Paired = 56;

    /// <summary>First minus the mean of the second raters.</summary>
    public const int Error = 57;

    public const int Length = 58;

    /// <summary>Ratings of people, who are interchangeable: every pair counts in both directions and there is no error to speak of.</summary>
    public static double[] OfPeople(IReadOnlyList<double> scores)
    {
        var sums = new double[Length];
        var each = new double[Scores];
        foreach (var score in scores) each[Index(score)]++;
        var count = scores.Count;
        for (var a = 0; a < Scores; a++)
        {
            sums[Shares.Start.Value + a] = each[a] / count;
            for (var b = 0; b < Scores && count > 1; b++)
            {
                var pairs = each[a] * (a == b ? each[b] - 1 : each[b]);
                sums[(a * Scores) + b] = pairs / (count * (count - 1.0));
                sums[Coincidences.Start.Value + (a * Scores) + b] = pairs / (count - 1.0);
            }
        }

        sums[Rated] = 1;
        sums[Paired] = count > 1 ? 1 : 0;
        sums[Error] = double.NaN;
        return sums;
    }

    /// <summary>A draft against each person who scored the conversation.</summary>
    public static double[] OfDraft(int draft, IReadOnlyList<double> people)
    {
        var sums = new double[Length];
        var weight = 1.0 / people.Count;
        var a = Index(draft);
        sums[Shares.Start.Value + a] = 0.5;
        foreach (var score in people)
        {
            var b = Index(score);
            sums[(a * Scores) + b] += weight;
            sums[Coincidences.Start.Value + (a * Scores) + b] += weight;
            sums[Coincidences.Start.Value + (b * Scores) + a] += weight;
            sums[Shares.Start.Value + b] += weight / 2;
            sums[Error] += (draft - score) * weight;
        }

        sums[Rated] = sums[Paired] = 1;
        return sums;
    }

    public static int Index(double score) => Math.Clamp((int)Math.Round(score, MidpointRounding.AwayFromZero), 1, Scores) - 1;
}
