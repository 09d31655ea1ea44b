namespace QaAnalyzer.Agreement;

/// <summary>All that the reviews of one form say about agreement: criteria, evaluators, agents.</summary>
public sealed record AgreementReport
{
    public required IReadOnlyList<CriterionAgreement> Criteria { get; init; }

    public required LeniencyEstimate Leniency { get; init; }

    public required IReadOnlyList<AgentMean> Agents { get; init; }

    /// <param name="scores">In force; each evaluator at most once per conversation and criterion.</param>
    /// <param name="criteria">Order of the criteria; others come behind by name.</param>
    public static AgreementReport Of(IReadOnlyList<HumanScore> scores, IReadOnlyList<string>? criteria = null)
    {
        var order = (criteria ?? []).Select((name, i) => (name, i)).ToDictionary(e => e.name, e => e.i, StringComparer.Ordinal);
        var leniency = LeniencyEstimate.Of(scores);
        return new()
        {
            Criteria =
            [
                .. scores.GroupBy(s => s.Criterion, StringComparer.Ordinal)
                    .OrderBy(g => order.GetValueOrDefault(g.Key, int.MaxValue)).ThenBy(g => g.Key, StringComparer.Ordinal)
                    .AsParallel().AsOrdered().Select(g => CriterionAgreement.Of(g.Key, [.. g])),
            ],
            Leniency = leniency,
            Agents = AgentMean.Of(scores, leniency),
        };
    }
}
