using Dapper;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Reviews;

/// <summary>What the queue page shows: counts and the next items, without taking any.</summary>
public sealed class QueueReader(Database database, TimeProvider clock)
{
    public async Task<QueueCounts> CountsAsync(IReadOnlyCollection<string> rubrics, string evaluator, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var (pending, done, mine) = await connection.QuerySingleAsync<(long, long, long)>(
            $"""
            SELECT count(CASE WHEN i.state = 'pending' THEN 1 END), count(CASE WHEN i.state = 'done' THEN 1 END),
                   count(CASE WHEN i.completed_by = @evaluator THEN 1 END)
            FROM review_items i JOIN conversations c ON c.key = i.conversation_key AND c.is_current WHERE i.rubric {database.OneOf("@rubrics")}
            """,
            new { rubrics = rubrics.ToArray(), evaluator });
        return new(pending, done, mine);
    }

    /// <summary>The most urgent waiting items in the order in which they will be dealt.</summary>
    public async Task<IReadOnlyList<QueueItem>> UpcomingAsync(IReadOnlyCollection<string> rubrics, int count, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<QueueItem>(
            $"""
            SELECT i.conversation_key, c.id AS conversation_id, i.rubric, c.channel, c.started_at, c.queue, c.agent_id, c.agent_name,
                   a.score, a.grade, a.auto_fails,
                   COALESCE(a.abstentions, 0) AS abstentions,
                   CASE WHEN i.leased_until > @Now THEN i.leased_by END AS leased_by
            FROM review_items i
            JOIN conversations c ON c.key = i.conversation_key AND c.is_current
            LEFT JOIN analyses a ON a.conversation_key = i.conversation_key AND a.rubric = i.rubric AND a.is_current
            WHERE i.state = 'pending' AND i.rubric {database.OneOf("@rubrics")}
            ORDER BY i.priority DESC, i.conversation_key LIMIT @count
            """,
            new { rubrics = rubrics.ToArray(), count, Now = clock.GetUtcNow() })];
    }
}
