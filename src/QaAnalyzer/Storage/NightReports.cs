using System.Data.Common;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>What the night runs brought, one row for each run and rubric; written once a run has ended and never changed.</summary>
public sealed class NightReports(Database database, TimeProvider clock)
{
    /// <summary>Runs that are made up for at most, the newest of them, and for so many days.</summary>
    internal const int Most = 31;

    /// <summary>
    /// Writes the rows of the finished night runs that have none, oldest first, and returns those of the newest finished run; none when there is no
    /// such run, or it analysed nothing.
    /// </summary>
    public async Task<IReadOnlyList<NightReport>> WriteAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var missing = await connection.QueryAsync<RunRow>(
            """
            SELECT * FROM runs r
            WHERE kind = 'nightly' AND state = 'finished' AND analysed > 0 AND started_at >= @Since
                AND NOT EXISTS (SELECT 1 FROM night_reports n WHERE n.run_key = r.key)
            ORDER BY key DESC LIMIT @Most
            """,
            new { Most, Since = clock.GetUtcNow().AddDays(-Most) });
        foreach (var run in missing.Reverse()) await WriteAsync(connection, run, cancel);
        return [.. await connection.QueryAsync<NightReport>(
            """
            SELECT * FROM night_reports WHERE run_key = (SELECT max(key) FROM runs WHERE kind = 'nightly' AND state = 'finished') ORDER BY rubric
            """)];
    }

    /// <summary>Those of the newest nights.</summary>
    public async Task<IReadOnlyList<NightReport>> LatestAsync(int count, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<NightReport>("SELECT * FROM night_reports ORDER BY run_key DESC, rubric LIMIT @count", new { count })];
    }

    private async Task WriteAsync(DbConnection connection, RunRow run, CancellationToken cancel)
    {
        // This month's conversations and last month's: a night that worked on older ones re-scored them, and years are not searched for that.
        var from = RowKeys.FirstOf(RowKeys.MonthOf(run.StartedAt) - 1);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            INSERT INTO night_reports (run_key, rubric, conversations, mean_percent, drafts, abstentions, waiting_reviews, created_at)
            SELECT @Key, a.rubric, count(*), avg(a.percent), COALESCE(sum((SELECT count(*) FROM drafts d WHERE d.analysis_key = a.key)), 0), sum(a.abstentions),
                   (SELECT count(*) FROM review_items i WHERE i.rubric = a.rubric AND i.state = 'pending'), @Now
            FROM analyses a WHERE a.run_key = @Key AND a.conversation_key >= @from AND a.is_current GROUP BY a.rubric
            ON CONFLICT DO NOTHING
            """,
            new { run.Key, from, Now = clock.GetUtcNow() },
            commandTimeout: 0,
            cancellationToken: cancel));
    }
}

/// <summary>What a night run brought under one rubric.</summary>
public sealed record NightReport
{
    public long RunKey { get; init; }

    public required string Rubric { get; init; }

    /// <summary>Conversations that the run analysed.</summary>
    public long Conversations { get; init; }

    /// <summary>Of the drafted totals, 0–100; null where no conversation has one.</summary>
    public double? MeanPercent { get; init; }

    /// <summary>Criteria drafted or abstained from.</summary>
    public long Drafts { get; init; }

    public long Abstentions { get; init; }

    /// <summary>Reviews that waited when the report was written.</summary>
    public long WaitingReviews { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Rubric}\t{Conversations} conversations\tmean {MeanPercent:0.0} %\t{Abstentions} of {Drafts} drafts abstained\t{WaitingReviews} reviews wait");
}
