using QaAnalyzer.Conversations;
using QaAnalyzer.Scoring;

namespace QaAnalyzer.Learning.Fairness;

/// <summary>
/// Counterfactual check: the same conversation with other names, gender words, honorifics, dialect words or another agent id must get the same
/// drafts (counterfactual token fairness: Garg et al., AIES 2019).
/// </summary>
public static class FairnessCheck
{
    /// <summary>Analyses every conversation as it is and once per kind whose words it has, on all cores; the figures do not depend on their number.</summary>
    public static FairnessReport Of(AnalysisPipeline pipeline, IEnumerable<Conversation> conversations, FairnessSwaps swaps)
    {
        var outcomes = conversations.AsParallel().AsOrdered().Select(c => Outcome(pipeline, c, swaps)).ToList();
        var criteria = pipeline.Rubric.Criteria.Select(c => c.Id);
        var figures = criteria.SelectMany(criterion => swaps.Kinds.Select((kind, k) => Figure(outcomes, criterion, kind, k)));
        return new(pipeline.Rubric.Id, pipeline.Scorer, outcomes.Count, [.. figures]);
    }

    private static ConversationOutcome Outcome(AnalysisPipeline pipeline, Conversation conversation, FairnessSwaps swaps)
    {
        var before = Scores(pipeline, conversation);
        return new(conversation.Id, [.. swaps.Kinds.Select(kind => swaps.Swap(kind, conversation) is { } swapped ? Changed(before, Scores(pipeline, swapped)) : null)]);
    }

    private static FairnessFigure Figure(List<ConversationOutcome> outcomes, string criterion, string kind, int k)
    {
        List<ConversationOutcome> swapped = [.. outcomes.Where(o => o.Changed[k] is not null)];
        return new(criterion, kind, swapped.Count, [.. swapped.Where(o => o.Changed[k]!.Contains(criterion)).Select(o => o.Id)]);
    }

    /// <summary>An abstention is null: another reason to abstain is no other score.</summary>
    private static Dictionary<string, int?> Scores(AnalysisPipeline pipeline, Conversation conversation) =>
        pipeline.Analyze(conversation).Drafts.ToDictionary(d => d.Criterion, d => (d as DraftScore)?.Score, StringComparer.Ordinal);

    private static HashSet<string> Changed(Dictionary<string, int?> before, Dictionary<string, int?> after) =>
        [.. before.Keys.Where(criterion => before[criterion] != after[criterion])];

    /// <summary>Criteria that changed, per kind; null where the conversation has none of its words.</summary>
    private sealed record ConversationOutcome(string Id, IReadOnlyList<HashSet<string>?> Changed);
}
