using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Learning.Moods;

namespace QaAnalyzer.Learning.Service;

/// <summary>How a learning run decides.</summary>
public sealed record LearningOptions
{
    /// <summary>New reviews, one an evaluator and conversation, after which a scorer is trained anew. At least 1.</summary>
    public int RetrainAfter { get; init; } = 50;

    /// <summary>Tells the customer's moods to new scorers; asked for when one is trained. Null to do without.</summary>
    public Func<MoodReader>? Moods { get; init; }

    /// <summary>Swaps that a new scorer's drafts must survive, see <see cref="FairnessReport.Limit"/>.</summary>
    public required FairnessSwaps Swaps { get; init; }
}
