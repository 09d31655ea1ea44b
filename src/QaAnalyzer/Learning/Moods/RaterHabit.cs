using QaAnalyzer.Learning.Features;

namespace QaAnalyzer.Learning.Moods;

/// <summary>
/// Who labels a conversation has a habit: some find every customer of a chat neutral, some find the same words dissatisfied. The labels of
/// one conversation err together, and words that happen to stand in a strict rater's conversations would be blamed for it. So in training
/// each conversation has a feature of its own, which takes what its labels have in common beyond the words; a random intercept, in the
/// terms of Laird and Ware, Biometrics 38, 1982. The trained model knows no conversation and leaves these features out.
/// </summary>
internal static class RaterHabit
{
    /// <summary>Variance of the habits, against that of an utterance's words, which is 1.</summary>
    private const double Mass = 0.5;

    /// <summary>Appends to each row the feature of its group.</summary>
    /// <param name="rows">Get one more feature each.</param>
    /// <param name="lessons">In the order of the rows.</param>
    /// <param name="first">Number of the first new feature.</param>
    /// <returns>How many features there are now more; those of groups that a fit does not train on keep the weight 0.</returns>
    public static int AddTo(FeatureRow[] rows, IReadOnlyList<Lesson> lessons, int first)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Length; i++)
        {
            if (!numbers.TryGetValue(lessons[i].Group, out var number)) numbers.Add(lessons[i].Group, number = numbers.Count);
            rows[i] = rows[i] with { Ids = [.. rows[i].Ids, first + number], Values = [.. rows[i].Values, (float)Math.Sqrt(Mass)] };
        }

        return numbers.Count;
    }
}
