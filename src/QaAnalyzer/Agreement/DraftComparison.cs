namespace QaAnalyzer.Agreement;

/// <summary>Drafts against human scores, criterion by criterion.</summary>
/// <param name="Criterion">Criterion id.</param>
/// <param name="Abstained">Items with a human score for which the machine gave none.</param>
/// <param name="Agreement">Over the items that both scored; null when there is none.</param>
public sealed record DraftComparison(string Criterion, int Abstained, OrdinalAgreement? Agreement)
{
    /// <summary>Several evaluators of an item count by their mean, rounded half away from zero.</summary>
    public static IReadOnlyList<DraftComparison> Of(
        IReadOnlyDictionary<(string Conversation, string Criterion), int?> drafts,
        IReadOnlyDictionary<(string Conversation, string Criterion), List<double>> gold) =>
    [
        .. gold.GroupBy(g => g.Key.Criterion, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(group =>
        {
            var pairs = new List<(int, int)>();
            var abstained = 0;
            foreach (var (key, scores) in group)
            {
                if (!drafts.TryGetValue(key, out var draft)) continue;
                if (draft is { } score) pairs.Add((score, (int)Math.Round(scores.Average(), MidpointRounding.AwayFromZero)));
                else abstained++;
            }

            return new DraftComparison(group.Key, abstained, OrdinalAgreement.Of(pairs));
        }),
    ];
}
