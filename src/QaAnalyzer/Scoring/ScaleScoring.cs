using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Scoring;

/// <summary>One measure against the limits of its channel.</summary>
internal static class ScaleScoring
{
    public static RuleOutcome Score(ScaleRule rule, MeasureTable measures, Channel channel)
    {
        var measure = measures[rule.Measure];
        if (measure.Value is not { } value) return new(null, measure.Sentence, [measure]);
        if (!rule.Limits.TryGetValue(channel, out var given))
            return new(null, new("此渠道没有规定标准", "the form sets no limit for this channel"), [measure]);

        var limits = WithHalfWay(given);
        var score = limits.Where(l => rule.LowerIsBetter ? value <= l.Value : value >= l.Value).Select(l => l.Key).DefaultIfEmpty(1).Max();
        return new(score, Words(measure.Sentence, limits, rule, score), [measure]);
    }

    /// <summary>A 4 lies half-way between 5 and 3; a 2 exists only where the form names its limit.</summary>
    private static Dictionary<int, double> WithHalfWay(IReadOnlyDictionary<int, double> given)
    {
        var limits = new Dictionary<int, double>(given);
        if (!limits.ContainsKey(4)) limits[4] = (given[5] + given[3]) / 2;
        return limits;
    }

    private static Sentence Words(Sentence measured, Dictionary<int, double> limits, ScaleRule rule, int score)
    {
        var next = Math.Min(5, score + 1);
        while (!limits.ContainsKey(next)) next++;
        var limit = rule.Measure.EndsWith("-share", StringComparison.Ordinal)
            ? (limits[next] * 100).ToString("0", CultureInfo.InvariantCulture) + " %"
            : limits[next].ToString("0.#", CultureInfo.InvariantCulture) + (rule.Measure.EndsWith("-seconds", StringComparison.Ordinal) ? " s" : "");
        var zhLimit = limit.Replace(" s", " 秒", StringComparison.Ordinal);
        return rule.LowerIsBetter
            ? new($"{measured.Zh}（{next} 分标准：不超过 {zhLimit}）", $"{measured.En} (a {next} takes at most {limit})")
            : new($"{measured.Zh}（{next} 分标准：至少 {zhLimit}）", $"{measured.En} (a {next} takes at least {limit})");
    }
}
