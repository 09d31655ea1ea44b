using Dapper;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Reviews;

/// <summary>The imported scores of a conversation, whatever version of it they came with.</summary>
public sealed class HistoryReader(Database database)
{
    /// <summary>The newest of each evaluator and criterion, the newest date first.</summary>
    public async Task<IReadOnlyList<Review>> OfAsync(long conversationKey, string rubric, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var rows = await connection.QueryAsync<ReviewRow>(
            """
            SELECT r.key, r.conversation_key, r.rubric, r.criterion, r.evaluator, r.decision, r.score, r.reason, r.draft_score, r.shown, r.withdraws, r.created_at
            FROM conversations c JOIN conversations v ON v.source = c.source AND v.id = c.id JOIN reviews r ON r.conversation_key = v.key
            WHERE c.key = @conversationKey AND r.rubric = @rubric AND r.origin = 'import'
            ORDER BY r.created_at DESC, r.key DESC
            """,
            new { conversationKey, rubric });
        return [.. rows.DistinctBy(r => (r.Evaluator, r.Criterion)).Select(r => r.ToReview())];
    }
}
