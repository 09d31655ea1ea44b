using QaAnalyzer.Learning.Fairness;

namespace QaAnalyzer.Learning.Service;

/// <summary>How a learning run decides.</summary>
public sealed record LearningOptions
{
    /// <summary>New reviews, one an evaluator and conversation, after which a scorer is trained anew. At least 1.</summary>
    public int RetrainAfter { get; init; } = 50;

    /// <summary>Swaps that a new scorer's drafts must survive, see <see cref="FairnessReport.Limit"/>.</summary>
    public required FairnessSwaps Swaps { get; init; }
}
