using System.Globalization;

namespace QaAnalyzer.Learning.Service;

/// <summary>
/// Decides whether a newly trained scorer takes the place of the one in service. Both score the same conversations, which neither learned
/// from; where the older speaks and the newer is worse with its whole 95 % interval, the older stays. Pure.
/// </summary>
internal static class Succession
{
    /// <param name="older">Id of the scorer in service.</param>
    /// <param name="spoken">Criteria that it speaks for.</param>
    /// <param name="before">Its judgements.</param>
    /// <param name="after">Those of the new one, in a fixed order.</param>
    public static (bool Stays, Sentence Why) Of(string older, IReadOnlyCollection<string> spoken, IReadOnlyList<Judgement> before, IReadOnlyList<Judgement> after)
    {
        var scores = before.ToDictionary(j => (j.Conversation, j.Criterion), j => j.Learned);

        // The older one stands where the rules stand when they are compared with a scorer.
        List<Judgement> both = [.. after.Where(j => scores.ContainsKey((j.Conversation, j.Criterion))).Select(j => j with { Rule = scores[(j.Conversation, j.Criterion)] })];
        List<(string Criterion, Duel Duel)> duels = [.. spoken.Select(c => (c, Duel.Of(both.Where(j => j.Criterion == c), hasRules: true)))];
        var lost = duels.Where(d => d.Duel.RuleWins).OrderBy(d => d.Duel.Gain!.Value).ToList();
        if (lost.Count > 0) return (true, Worse(older, lost[0].Criterion, lost[0].Duel));
        var most = duels.Select(d => d.Duel.Count).DefaultIfEmpty().Max();
        return (false, most >= Duel.LeastConversations ? NotWorse(older, most) : TooFew(older, most));
    }

    private static Sentence Worse(string older, string criterion, Duel duel) => new(
        $"保留 {older}：两者都没有学过的 {duel.Count} 个会话上，{criterion} 的误差新模型大 {Number(-duel.Gain!.Value)}（95% 区间 {Number(-duel.Gain.High)}～{Number(-duel.Gain.Low)}）",
        $"{older} stays: on {duel.Count} conversations that neither learned from the new one errs more by {Number(-duel.Gain.Value)} in {criterion} (95% interval {Number(-duel.Gain.High)} to {Number(-duel.Gain.Low)})");

    private static Sentence NotWorse(string older, int count) => new(
        $"两者都没有学过的 {count} 个会话上，没有一项明显比 {older} 差", $"on {count} conversations that neither learned from no criterion is clearly worse than with {older}");

    private static Sentence TooFew(string older, int count) => new(
        $"与 {older} 都没有学过的会话只有 {count} 个，至少要 {Duel.LeastConversations} 个才比较",
        $"not compared with {older}: only {count} conversations that neither learned from, it takes {Duel.LeastConversations}");

    private static string Number(double value) => value.ToString("0.00;−0.00", CultureInfo.InvariantCulture);
}
