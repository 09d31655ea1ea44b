using QaAnalyzer.Scoring;

namespace QaAnalyzer.Reviews;

/// <summary>An analysis that waits for an evaluator.</summary>
/// <param name="ConversationKey">Its conversation.</param>
/// <param name="Rubric">Its rubric.</param>
/// <param name="Priority">See <see cref="ReviewQueue.PriorityOf"/>.</param>
internal readonly record struct NewReviewItem(long ConversationKey, string Rubric, double Priority)
{
    public static NewReviewItem Of(long conversationKey, ConversationAnalysis analysis) => new(conversationKey, analysis.Rubric, ReviewQueue.PriorityOf(analysis));
}
