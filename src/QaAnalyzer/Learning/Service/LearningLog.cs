using Dapper;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Learning.Service;

/// <summary>What learning runs found and did, and which node is at it.</summary>
public sealed class LearningLog(Database database, TimeProvider clock)
{
    /// <summary>Longer than any training; a dead node's lease ends with it.</summary>
    private static readonly TimeSpan LeaseTime = TimeSpan.FromHours(2);

    public async Task<IReadOnlyList<LearningStep>> LatestAsync(string rubric, int count, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<LearningStep>("SELECT * FROM learning_steps WHERE rubric = @rubric ORDER BY key DESC LIMIT @count", new { rubric, count })];
    }

    internal async Task<LearningStep> AddAsync(long? runKey, LearningStep step)
    {
        step = step with { CreatedAt = clock.GetUtcNow() };
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(
            """
            INSERT INTO learning_steps (run_key, rubric, scorer, step, outcome, reason_zh, reason_en, created_at)
            VALUES (@runKey, @Rubric, @Scorer, @Step, @Outcome, @ReasonZh, @ReasonEn, @CreatedAt)
            """,
            new { runKey, step.Rubric, step.Scorer, step.Step, step.Outcome, step.ReasonZh, step.ReasonEn, step.CreatedAt });
        return step;
    }

    /// <summary>True when this caller learns for the rubric now; false while another does.</summary>
    internal async Task<bool> TakeAsync(string rubric, string holder, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var other = await connection.QuerySingleOrDefaultAsync<string?>("SELECT holder FROM learning_leases WHERE rubric = @rubric", new { rubric });
        if (other is not null && WorkerProcess.HasEnded(other.Split('#')[0]))
            await connection.ExecuteAsync("DELETE FROM learning_leases WHERE rubric = @rubric AND holder = @other", new { rubric, other });
        return await connection.ExecuteAsync(
            """
            INSERT INTO learning_leases (rubric, holder, until) VALUES (@rubric, @holder, @Until)
            ON CONFLICT (rubric) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE learning_leases.until < @Now
            """,
            new { rubric, holder, Now = clock.GetUtcNow(), Until = clock.GetUtcNow() + LeaseTime }) == 1;
    }

    internal async Task GiveBackAsync(string rubric, string holder)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync("DELETE FROM learning_leases WHERE rubric = @rubric AND holder = @holder", new { rubric, holder });
    }
}

/// <summary>One step of a learning run.</summary>
public sealed record LearningStep
{
    public required string Rubric { get; init; }

    public string? Scorer { get; init; }

    /// <summary><c>train</c>, <c>fairness</c>, <c>activate</c>, <c>calibrate</c> or <c>lease</c>.</summary>
    public required string Step { get; init; }

    /// <summary><c>done</c>, <c>skipped</c> or <c>refused</c>.</summary>
    public required string Outcome { get; init; }

    public required string ReasonZh { get; init; }

    public required string ReasonEn { get; init; }

    public Sentence Reason => new(ReasonZh, ReasonEn);

    public DateTimeOffset CreatedAt { get; init; }
}
