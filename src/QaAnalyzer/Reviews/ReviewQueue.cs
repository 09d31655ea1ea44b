using System.Data.Common;
using Dapper;
using QaAnalyzer.Scoring;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Reviews;

/// <summary>Deals analysed conversations to evaluators, the most worthwhile first. An item is leased while somebody works on it, so no two get the same one.</summary>
public sealed class ReviewQueue(Database database, TimeProvider clock)
{
    private const string Renew = """
        ON CONFLICT (conversation_key, rubric) DO UPDATE SET priority = excluded.priority
        WHERE review_items.state = 'pending' AND review_items.priority <> excluded.priority
        """;

    /// <summary>Long enough for one careful review; an abandoned item is free again after it.</summary>
    public static TimeSpan LeaseTime { get; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Adds every current analysis under a rubric and renews the priority of waiting items: see
    /// <see cref="PriorityOf"/>. What people scored in the past is history and no work. Returns how many rows it wrote. Looks at all of them: for
    /// repairs and small databases.
    /// </summary>
    public async Task<int> FillAsync(string rubric, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(
            $"""
            {ScoredBefore("c.is_current")}
            INSERT INTO review_items (conversation_key, rubric, state, priority)
            SELECT a.conversation_key, a.rubric, 'pending',
                   CASE WHEN a.auto_fails = '[]' THEN 0 ELSE 1000 END + a.abstentions
                   + CASE WHEN a.information IS NULL THEN 100 * (5 - COALESCE(a.score, 1)) ELSE 300 * a.information + 25 * (5 - COALESCE(a.score, 1)) END
            FROM analyses a JOIN conversations c ON c.key = a.conversation_key AND c.is_current
            WHERE a.rubric = @rubric AND a.is_current AND (a.conversation_key, a.rubric) NOT IN (SELECT newest, rubric FROM scored)
            {Renew}
            """,
            new { rubric });
    }

    /// <summary>
    /// Adds fresh analyses inside the transaction that saves them, or renews the priority of items that still wait; says the same as
    /// <see cref="FillAsync"/> without looking at anything else.
    /// </summary>
    internal async Task AddAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<NewReviewItem> items)
    {
        items = await WithoutScoredAsync(connection, transaction, items);
        if (database.Dialect == Dialect.PostgreSql)
        {
            await connection.ExecuteAsync(
                $"INSERT INTO review_items (conversation_key, rubric, state, priority) SELECT k, r, 'pending', p FROM unnest(@keys, @rubrics, @priorities) AS i (k, r, p) {Renew}",
                new
                {
                    keys = items.Select(i => i.ConversationKey).ToArray(),
                    rubrics = items.Select(i => i.Rubric).ToArray(),
                    priorities = items.Select(i => i.Priority).ToArray(),
                },
                transaction);
            return;
        }

        await connection.ExecuteAsync(
            $"INSERT INTO review_items (conversation_key, rubric, state, priority) VALUES (@ConversationKey, @Rubric, 'pending', @Priority) {Renew}",
            items,
            transaction);
    }

    private async Task<IReadOnlyList<NewReviewItem>> WithoutScoredAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<NewReviewItem> items)
    {
        var scored = (await connection.QueryAsync<(long, string)>(
            $"{ScoredBefore("c.key " + database.OneOf("@keys"))} SELECT newest, rubric FROM scored",
            new { keys = items.Select(i => i.ConversationKey).Distinct().ToArray() },
            transaction)).ToHashSet();
        return scored.Count == 0 ? items : [.. items.Where(i => !scored.Contains((i.ConversationKey, i.Rubric)))];
    }

    /// <summary>Opens a statement: <c>scored</c> are conversations and rubrics that people scored in the past, in this or an earlier version.</summary>
    private static string ScoredBefore(string which) => $"""
        WITH RECURSIVE versions (newest, key) AS (
            SELECT c.key, c.key FROM conversations c WHERE {which}
            UNION ALL
            SELECT v.newest, c.previous_key FROM versions v JOIN conversations c ON c.key = v.key WHERE c.previous_key IS NOT NULL),
        scored AS (SELECT DISTINCT v.newest, r.rubric FROM versions v JOIN reviews r ON r.conversation_key = v.key AND r.origin = 'import')
        """;

    /// <summary>
    /// Automatic failures first. Then, where a scorer spoke, what a review would teach before low scores; else low scores alone, then many
    /// abstentions. <see cref="FillAsync"/> says the same in SQL.
    /// </summary>
    internal static double PriorityOf(ConversationAnalysis analysis)
    {
        var low = 5 - (analysis.Total?.Score ?? 1);
        var urgent = (analysis.Total?.AutoFails is { Count: > 0 } ? 1000 : 0) + analysis.Abstentions;
        return urgent + (analysis.Information is { } information ? (300 * information) + (25 * low) : 100 * low);
    }

    /// <summary>Leases the next item: the evaluator's own open one, else the most urgent free one; null when nothing is left.</summary>
    public async Task<(long ConversationKey, string Rubric)?> NextAsync(
        IReadOnlyCollection<string> rubrics, string evaluator, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await TakeAsync("i.leased_by = @evaluator AND i.leased_until > @Now") ?? await TakeAsync("(i.leased_until IS NULL OR i.leased_until <= @Now)");

        // Each question has an index of its own (review_items_leased, review_items_pending), so dealing costs the same however many wait.
        Task<(long, string)?> TakeAsync(string those) => connection.QuerySingleOrDefaultAsync<(long, string)?>(
            $"""
            UPDATE review_items SET leased_by = @evaluator, leased_until = @Until
            WHERE (conversation_key, rubric) = (
                SELECT i.conversation_key, i.rubric FROM review_items i JOIN conversations c ON c.key = i.conversation_key AND c.is_current
                WHERE i.state = 'pending' AND i.rubric {database.OneOf("@rubrics")} AND {those}
                ORDER BY i.priority DESC, i.conversation_key
                LIMIT 1 {database.Sql(sqlite: "", postgreSql: "FOR UPDATE OF i SKIP LOCKED")})
            RETURNING conversation_key, rubric
            """,
            new { rubrics = rubrics.ToArray(), evaluator, Now = clock.GetUtcNow(), Until = clock.GetUtcNow() + LeaseTime });
    }

    /// <summary>Takes or renews one item, adding it to the queue when it was not there.</summary>
    public async Task<Lease> LeaseAsync(long conversationKey, string rubric, string evaluator, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var lease = await LeaseAsync(connection, transaction, conversationKey, rubric, evaluator);
        await transaction.CommitAsync(cancel);
        return lease;
    }

    /// <summary>Who else holds the conversation under any form; null when nobody does.</summary>
    internal Task<string?> OtherHolderAsync(DbConnection connection, DbTransaction transaction, long conversationKey, string evaluator) =>
        connection.QueryFirstOrDefaultAsync<string?>(
            "SELECT leased_by FROM review_items WHERE conversation_key = @conversationKey AND leased_until > @Now AND leased_by <> @evaluator",
            new { conversationKey, evaluator, Now = clock.GetUtcNow() },
            transaction);

    internal async Task<Lease> LeaseAsync(DbConnection connection, DbTransaction transaction, long conversationKey, string rubric, string evaluator)
    {
        var now = clock.GetUtcNow();
        var arguments = new { conversationKey, rubric, evaluator, Now = now, Until = now + LeaseTime };
        var mine = await connection.ExecuteAsync(
            """
            INSERT INTO review_items (conversation_key, rubric, state, priority, leased_by, leased_until)
            VALUES (@conversationKey, @rubric, 'pending', 0, @evaluator, @Until)
            ON CONFLICT (conversation_key, rubric) DO UPDATE SET leased_by = excluded.leased_by, leased_until = excluded.leased_until
            WHERE review_items.leased_until IS NULL OR review_items.leased_until <= @Now OR review_items.leased_by = @evaluator
            """,
            arguments,
            transaction);
        if (mine == 1) return new Lease.Held(arguments.Until);

        var (by, until) = await connection.QuerySingleAsync<(string, DateTimeOffset)>(
            "SELECT leased_by, leased_until FROM review_items WHERE conversation_key = @conversationKey AND rubric = @rubric", arguments, transaction);
        return new Lease.Taken(by, until);
    }

    /// <summary>Gives an item back and lets every other waiting one go before it.</summary>
    public async Task SkipAsync(long conversationKey, string rubric, string evaluator, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(
            """
            UPDATE review_items SET leased_by = NULL, leased_until = NULL,
                priority = (SELECT min(o.priority) - 1 FROM review_items o WHERE o.state = 'pending' AND o.rubric = @rubric)
            WHERE conversation_key = @conversationKey AND rubric = @rubric AND leased_by = @evaluator AND state = 'pending'
            """,
            new { conversationKey, rubric, evaluator });
    }

    /// <summary>Done when every line is decided, and pending again when one is withdrawn.</summary>
    internal async Task SetDoneAsync(DbConnection connection, DbTransaction transaction, ReviewForm form, string evaluator) => await connection.ExecuteAsync(
        """
        UPDATE review_items SET state = @State, completed_by = @By, completed_at = @At,
            leased_until = CASE WHEN @State = 'done' THEN NULL ELSE leased_until END, leased_by = CASE WHEN @State = 'done' THEN NULL ELSE leased_by END
        WHERE conversation_key = @Key AND rubric = @Rubric
        """,
        new
        {
            form.Conversation.Key,
            Rubric = form.Rubric.Id,
            State = form.IsComplete ? "done" : "pending",
            By = form.IsComplete ? evaluator : null,
            At = form.IsComplete ? clock.GetUtcNow() : (DateTimeOffset?)null,
        },
        transaction);
}
