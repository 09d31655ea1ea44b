using Dapper;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Hangfire.Dashboard;

/// <summary>What Hangfire's tables say that its own pages do not show.</summary>
internal sealed class BoardReader(Database database)
{
    /// <summary>Failed jobs by the class of their error, the most frequent first.</summary>
    /// <param name="search">Part of the name of the class; null takes all.</param>
    /// <param name="cancel">Stops the search.</param>
    public async Task<IReadOnlyList<FailedJobs>> FailedAsync(string? search, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<FailedJobs>(
            $"""
            SELECT COALESCE(s.data ->> 'ExceptionType', '') AS error, count(*) AS count, array_agg(j.id ORDER BY j.id DESC) AS ids, max(s.createdat) AS latest
            FROM {HangfireEngine.Schema}.job j JOIN {HangfireEngine.Schema}.state s ON s.id = j.stateid
            WHERE j.statename = 'Failed' AND (CAST(@search AS TEXT) IS NULL OR strpos(lower(s.data ->> 'ExceptionType'), lower(@search)) > 0)
            GROUP BY 1 ORDER BY 2 DESC, 1
            """,
            new { search = string.IsNullOrWhiteSpace(search) ? null : search.Trim() })];
    }

    /// <summary>How long starts and slices of each queue waited for a worker over the last day.</summary>
    public async Task<IReadOnlyDictionary<string, QueueLatency>> LatencyAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var rows = await connection.QueryAsync<QueueLatency>(
            $"""
            WITH steps AS (
                SELECT j.invocationdata ->> 'Queue' AS queue, s.name, lag(s.name) OVER job_steps AS before,
                       CAST(EXTRACT(EPOCH FROM s.createdat - lag(s.createdat) OVER job_steps) AS DOUBLE PRECISION) AS seconds
                FROM {HangfireEngine.Schema}.state s JOIN {HangfireEngine.Schema}.job j ON j.id = s.jobid
                WHERE s.createdat > now() - INTERVAL '1 day'
                WINDOW job_steps AS (PARTITION BY s.jobid ORDER BY s.id))
            SELECT queue, count(*) AS starts, percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS median,
                   percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds) AS high, max(seconds) AS longest
            FROM steps WHERE name = 'Processing' AND before = 'Enqueued' AND queue IS NOT NULL GROUP BY queue
            """);
        return rows.ToDictionary(row => row.Queue, StringComparer.Ordinal);
    }

    /// <summary>Review items as a queue that people work off.</summary>
    public async Task<ReviewFigures> ReviewsAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleAsync<ReviewFigures>(
            """
            SELECT count(CASE WHEN leased_until IS NULL THEN 1 END) AS pending, count(CASE WHEN leased_until > now() THEN 1 END) AS leased,
                   count(CASE WHEN leased_until <= now() THEN 1 END) AS overdue,
                   (SELECT count(*) FROM review_items WHERE state = 'done' AND completed_at > now() - INTERVAL '1 hour') AS confirmed_per_hour
            FROM review_items WHERE state = 'pending'
            """);
    }
}

/// <summary>Failed jobs whose error is of one class.</summary>
internal sealed record FailedJobs
{
    /// <summary>Full name of the exception's class.</summary>
    public required string Error { get; init; }

    public long Count { get; init; }

    /// <summary>Newest first.</summary>
    public required long[] Ids { get; init; }

    public DateTime Latest { get; init; }
}

/// <summary>Seconds from being put into a queue to the beginning of work.</summary>
internal sealed record QueueLatency
{
    public required string Queue { get; init; }

    public long Starts { get; init; }

    public double Median { get; init; }

    /// <summary>Nineteen of twenty waited less.</summary>
    public double High { get; init; }

    public double Longest { get; init; }
}

/// <summary>Items nobody has taken, those open on somebody's screen, those whose lease ran out undecided, and those settled in the last hour.</summary>
internal sealed record ReviewFigures
{
    public long Pending { get; init; }

    public long Leased { get; init; }

    public long Overdue { get; init; }

    public long ConfirmedPerHour { get; init; }
}
