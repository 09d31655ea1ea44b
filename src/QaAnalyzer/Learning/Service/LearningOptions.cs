using QaAnalyzer.Conversations;

namespace QaAnalyzer.Learning.Service;

/// <summary>How a learning run decides.</summary>
public sealed record LearningOptions
{
    /// <summary>New reviews, one an evaluator and conversation, after which a scorer is trained anew. At least 1.</summary>
    public int RetrainAfter { get; init; } = 50;

    /// <summary>A scorer is blocked when a swap changes a larger share of its drafts.</summary>
    public double MostFairnessShare { get; init; } = 0.01;

    /// <summary>
    /// The largest share of drafts, per criterion and kind of swap, that change when names, gender words, dialect words or the agent's id are
    /// swapped; null without a gate.
    /// </summary>
    public Func<AnalysisPipeline, IReadOnlyList<Conversation>, double>? WorstFairnessShare { get; init; }
}
