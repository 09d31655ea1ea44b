using System.Globalization;

namespace QaAnalyzer.Learning.Service;

/// <summary>Decides who speaks for a criterion, and says why.</summary>
internal static class Champion
{
    private static readonly Sentence LearnedOnly = new("评分模型：此项没有规则，只能从评分中学", "the scorer: there are no rules for this, it is learned from reviews alone");

    /// <param name="hasRules">False for criteria that are learned only.</param>
    /// <param name="comparison">Over all conversations that the scorer was never trained on.</param>
    /// <param name="before">As it stood; null for a new scorer.</param>
    /// <param name="drift">Why it has drifted; null when it has not.</param>
    public static (Drafter Drafter, Sentence Why, bool HasDrifted) Of(bool hasRules, Duel comparison, CriterionService? before, Sentence? drift)
    {
        var fallback = hasRules ? Drafter.Rubric : Drafter.Nobody;
        if (before is { HasDrifted: true }) return (fallback, before.Why, true);
        if (before?.Drafter == Drafter.Learned && drift is { } why) return (fallback, why, true);
        if (!hasRules) return (Drafter.Learned, LearnedOnly, false);

        // One that speaks stays until it drifts: changing back and forth around the limit helps nobody.
        if (comparison.LearnedWins || before?.Drafter == Drafter.Learned) return (Drafter.Learned, Better(comparison), false);
        return (Drafter.Rubric, comparison.IsEnough ? NotBetter(comparison) : TooFew(comparison), false);
    }

    private static Sentence Better(Duel duel) => new(
        $"评分模型：它没有学过的 {duel.Count} 个会话上，误差比规则小 {Number(duel.Gain!.Value)}（95% 区间 {Number(duel.Gain.Low)}～{Number(duel.Gain.High)}）",
        $"the scorer: on {duel.Count} conversations it never learned from it errs less than the rules by {Number(duel.Gain.Value)} (95% interval {Number(duel.Gain.Low)} to {Number(duel.Gain.High)})");

    private static Sentence NotBetter(Duel duel) => new(
        $"规则：{duel.Count} 个会话上评分模型没有明显更好，差 {Number(duel.Gain?.Value)}（95% 区间 {Number(duel.Gain?.Low)}～{Number(duel.Gain?.High)}）",
        $"the rules: on {duel.Count} conversations the scorer is not clearly better, by {Number(duel.Gain?.Value)} (95% interval {Number(duel.Gain?.Low)} to {Number(duel.Gain?.High)})");

    private static Sentence TooFew(Duel duel) => new(
        $"规则：评分模型没有学过的会话只有 {duel.Count} 个，至少要 {Duel.LeastConversations} 个才比较",
        $"the rules: only {duel.Count} conversations that the scorer never learned from, it takes {Duel.LeastConversations} to compare");

    private static string Number(double? value) => value?.ToString("0.00;−0.00", CultureInfo.InvariantCulture) ?? "–";
}
