namespace QaAnalyzer.Agreement;

/// <summary>An agent's mean score as given, and as it would be had every evaluator been of average leniency.</summary>
/// <param name="AgentId">Id of the source.</param>
/// <param name="Name">Name of the source, where it has one.</param>
/// <param name="Conversations">Scored conversations.</param>
/// <param name="Raw">Mean of all scores, 1–5.</param>
/// <param name="LeniencyFree">The same with each evaluator's leniency taken off.</param>
public sealed record AgentMean(string AgentId, string? Name, int Conversations, double Raw, double LeniencyFree)
{
    /// <summary>The best first by the leniency-free mean; scores without an agent are left out.</summary>
    public static IReadOnlyList<AgentMean> Of(IEnumerable<HumanScore> scores, LeniencyEstimate leniency)
    {
        var points = leniency.Evaluators.ToDictionary(e => e.Evaluator, e => e.Points.Value, StringComparer.Ordinal);
        return
        [
            .. scores.Where(s => s.AgentId is not null).GroupBy(s => s.AgentId!, StringComparer.Ordinal)
                .Select(agent => new AgentMean(
                    agent.Key,
                    agent.Select(s => s.AgentName).LastOrDefault(n => n is not null),
                    agent.Select(s => s.Conversation).Distinct(StringComparer.Ordinal).Count(),
                    agent.Average(s => s.Score),
                    agent.Average(s => s.Score - points.GetValueOrDefault(s.Evaluator))))
                .OrderByDescending(a => a.LeniencyFree).ThenBy(a => a.AgentId, StringComparer.Ordinal),
        ];
    }
}
