using System.Text.Json;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>What <c>metrics.json</c> beside a model says: rows, and per tag the cross-validated figures its thresholds were fitted on.</summary>
internal sealed record TaggerMetrics(int Rows, int AgentFeatures, int CustomerFeatures, IReadOnlyList<TagMetrics> Tags)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <param name="rows">What was trained on.</param>
    /// <param name="agentFeatures">Features with a weight for agents.</param>
    /// <param name="customerFeatures">Features with a weight for customers.</param>
    /// <param name="decisions">By tag, then 0 for other languages and 1 for Chinese.</param>
    public static TaggerMetrics Of(IReadOnlyList<TrainingRow> rows, int agentFeatures, int customerFeatures, IReadOnlyList<TagDecision[]> decisions) =>
        new(rows.Count, agentFeatures, customerFeatures, [.. TagVocabulary.Text.Select((tag, t) => new TagMetrics(
            tag, Positives(rows, t, "zh"), Positives(rows, t, "en"), LanguageMetrics.Of(decisions[t][1]), LanguageMetrics.Of(decisions[t][0])))]);

    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    private static int Positives(IReadOnlyList<TrainingRow> rows, int tag, string language) =>
        rows.Count(r => TagMask.Has(r.Tags, tag) && r.Id.StartsWith(language, StringComparison.Ordinal));
}

internal sealed record TagMetrics(string Tag, int ChineseRows, int EnglishRows, LanguageMetrics Chinese, LanguageMetrics English);

/// <param name="Threshold">Probability from which the tag holds.</param>
/// <param name="F1">At the threshold, on rows of files that the fold's model did not see; false alarms weigh double.</param>
internal sealed record LanguageMetrics(double Threshold, double F1)
{
    public static LanguageMetrics Of(TagDecision decision) => new(Math.Round(decision.Threshold, 4), Math.Round(decision.F1, 4));
}
