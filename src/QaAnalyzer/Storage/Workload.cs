using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>How much waits and since when, and what failed.</summary>
public sealed class Workload(Database database, TimeProvider clock)
{
    /// <summary>Failures of a kind that are listed by name.</summary>
    public const int ListedFailures = 20;

    public async Task<QueueDepth> AnalysisAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var counts = (await connection.QueryAsync<(string State, long Count)>("SELECT state, count(*) FROM work GROUP BY state")).ToDictionary(c => c.State, c => c.Count, StringComparer.Ordinal);
        var oldest = await connection.ExecuteScalarAsync<DateTimeOffset?>(
            "SELECT received_at FROM conversations WHERE key = (SELECT min(conversation_key) FROM work WHERE state <> 'failed')");
        return new(counts.GetValueOrDefault("pending"), counts.GetValueOrDefault("claimed"), oldest);
    }

    /// <summary>Reviews that wait for people, and those that somebody has open.</summary>
    public async Task<QueueDepth> ReviewsAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var (waiting, leased) = await connection.QuerySingleAsync<(long, long)>(
            $"""
            SELECT count(*), count(CASE WHEN leased_until > {database.Sql(sqlite: "@Now", postgreSql: "now()")} THEN 1 END) FROM review_items WHERE state = 'pending'
            """,
            new { Now = clock.GetUtcNow() });
        var oldest = await connection.ExecuteScalarAsync<DateTimeOffset?>(
            "SELECT received_at FROM conversations WHERE key = (SELECT min(conversation_key) FROM review_items WHERE state = 'pending')");
        return new(waiting - leased, leased, oldest);
    }

    /// <summary>How many analyses failed and wait for somebody, by kind of error, the most frequent first.</summary>
    public async Task<IReadOnlyList<(string Error, long Count)>> FailureCountsAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<(string, long)>(
            "SELECT COALESCE(error, ''), count(*) FROM work WHERE state = 'failed' GROUP BY COALESCE(error, '') ORDER BY count(*) DESC, 1")];
    }

    /// <summary>What failed and waits for somebody, the most frequent kind first, each with some of its conversations.</summary>
    public async Task<IReadOnlyList<FailureGroup>> FailuresAsync(CancellationToken cancel = default)
    {
        var groups = await FailureCountsAsync(cancel);
        await using var connection = await database.OpenAsync(cancel);
        var all = new List<FailureGroup>();
        foreach (var (error, count) in groups)
        {
            var some = await connection.QueryAsync<(long Key, string Id, string Rubric)>(
                """
                SELECT w.conversation_key, c.id, w.rubric FROM work w JOIN conversations c ON c.key = w.conversation_key
                WHERE w.state = 'failed' AND COALESCE(w.error, '') = @error ORDER BY w.conversation_key DESC, w.rubric LIMIT @ListedFailures
                """,
                new { error, ListedFailures });
            all.Add(new(error, count, [.. some.Select(s => new FailedRow(s.Key, s.Id, s.Rubric))]));
        }

        return all;
    }

    /// <summary>Makes one failure work again; false when it is none any more.</summary>
    public async Task<bool> RetryAsync(long conversation, string rubric, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(
            "UPDATE work SET state = 'pending', error = NULL WHERE conversation_key = @conversation AND rubric = @rubric AND state = 'failed'",
            new { conversation, rubric }) == 1;
    }
}

/// <summary>A queue at a moment.</summary>
/// <param name="Waiting">Nobody is at them.</param>
/// <param name="AtWork">Somebody holds them.</param>
/// <param name="Oldest">When the conversation that waits longest came in; null when none waits.</param>
public sealed record QueueDepth(long Waiting, long AtWork, DateTimeOffset? Oldest);

/// <summary>Failures of one kind of error.</summary>
public sealed record FailureGroup(string Error, long Count, IReadOnlyList<FailedRow> Some);

/// <summary>A conversation whose analysis under a rubric failed.</summary>
public sealed record FailedRow(long Conversation, string Id, string Rubric);
