using System.Globalization;

namespace QaAnalyzer.Learning.Service;

/// <summary>
/// When a criterion that the scorer speaks for has drifted. Either people say so: on at least 50 conversations reviewed since training the
/// rules' error is lower with a 95 % interval; without rules, the error's interval lies above the one held out at training. Or the scores
/// moved: the population stability index of its drafts of the last seven days against its first seven is above 0.25, the customary mark of a
/// major shift (N. Siddiqi, Credit Risk Scorecards, 2006), with at least 500 drafts in each.
/// </summary>
internal static class Drift
{
    public const double MostIndex = 0.25;

    public const int LeastDrafts = 500;

    public static TimeSpan Window { get; } = TimeSpan.FromDays(7);

    /// <summary>Why; null when it has not.</summary>
    /// <param name="judgements">Of one criterion.</param>
    /// <param name="hasRules">False for criteria that are learned only.</param>
    /// <param name="first">Its drafts 1–5 in the first window, counted; null before there are two windows.</param>
    /// <param name="last">In the last one.</param>
    public static Sentence? Of(IReadOnlyList<Judgement> judgements, bool hasRules, long[]? first, long[]? last)
    {
        var since = Duel.Of(judgements.Where(j => j.IsFresh), hasRules);
        if (since.RuleWins)
        {
            return new(
                string.Create(CultureInfo.InvariantCulture, $"已退回规则：训练之后评的 {since.Count} 个会话上，规则的误差 {since.Rule!.Value:0.00}，评分模型 {since.Learned!.Value:0.00}"),
                string.Create(CultureInfo.InvariantCulture, $"back to the rules: on {since.Count} conversations reviewed since training they err by {since.Rule.Value:0.00}, the scorer by {since.Learned.Value:0.00}"));
        }

        var heldOut = Duel.Of(judgements.Where(j => !j.IsFresh), hasRules: false);
        if (!hasRules && since.IsEnough && since.Learned?.Low > heldOut.Learned?.High)
        {
            return new(
                string.Create(CultureInfo.InvariantCulture, $"请人工评分：训练之后评的 {since.Count} 个会话上误差 {since.Learned.Value:0.00}，训练时 {heldOut.Learned.Value:0.00}"),
                string.Create(CultureInfo.InvariantCulture, $"please score by hand: the scorer errs by {since.Learned.Value:0.00} on {since.Count} conversations reviewed since training, {heldOut.Learned.Value:0.00} before"));
        }

        if (first is null || last is null || first.Sum() < LeastDrafts || last.Sum() < LeastDrafts) return null;
        var index = StabilityIndex(first, last);
        return index <= MostIndex
            ? null
            : new(
                string.Create(CultureInfo.InvariantCulture, $"{(hasRules ? "已退回规则" : "请人工评分")}：评分分布变了，稳定性指数 {index:0.00}，上限 {MostIndex:0.00}"),
                string.Create(CultureInfo.InvariantCulture, $"{(hasRules ? "back to the rules" : "please score by hand")}: its scores have shifted, stability index {index:0.00}, limit {MostIndex:0.00}"));
    }

    /// <summary>Population stability index of two histograms; half a case is added to each bin, so that an empty one does not decide alone.</summary>
    public static double StabilityIndex(IReadOnlyList<long> reference, IReadOnlyList<long> recent)
    {
        var (all, now) = (reference.Sum() + (reference.Count / 2.0), recent.Sum() + (recent.Count / 2.0));
        return reference.Zip(recent).Sum(bin =>
        {
            var (before, after) = ((bin.First + 0.5) / all, (bin.Second + 0.5) / now);
            return (after - before) * Math.Log(after / before);
        });
    }
}
