using System.Data.Common;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>What people want of runs and jobs: pause, resume, cancel, do again. Append-only; the newest word counts.</summary>
public sealed class RunControl(Database database, TimeProvider clock)
{
    /// <summary>Keeps what somebody did and returns its key.</summary>
    public async Task<long> AddAsync(RunAction action, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await AddAsync(connection, null, action);
    }

    /// <summary>Inside a transaction of the caller.</summary>
    internal Task<long> AddAsync(DbConnection connection, DbTransaction? transaction, RunAction action) => connection.ExecuteScalarAsync<long>(
        """
        INSERT INTO run_actions (run_key, job, action, reason, by_whom, details, created_at)
        VALUES (@RunKey, @Job, @Action, @Reason, @ByWhom, @Details, @Now) RETURNING key
        """,
        new { action.RunKey, action.Job, action.Action, action.Reason, action.ByWhom, action.Details, Now = clock.GetUtcNow() },
        transaction);

    /// <summary>The pause in force of a job; null when it may start.</summary>
    public async Task<RunAction?> PauseOfAsync(string job, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var last = await connection.QueryFirstOrDefaultAsync<RunAction>(
            "SELECT * FROM run_actions WHERE job = @job AND action IN ('pause', 'resume') ORDER BY key DESC LIMIT 1", new { job });
        return last is { Action: RunAction.Pause } ? last : null;
    }

    /// <summary>The pause or cancellation in force of a run; null when it may go on. Nothing undoes a cancellation.</summary>
    public async Task<RunAction?> HoldOnAsync(long run, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var last = await connection.QueryFirstOrDefaultAsync<RunAction>(
            """
            SELECT * FROM run_actions WHERE run_key = @run AND action IN ('pause', 'resume', 'cancel')
            ORDER BY CASE WHEN action = 'cancel' THEN 1 ELSE 0 END DESC, key DESC LIMIT 1
            """,
            new { run });
        return last is { Action: RunAction.Pause or RunAction.Cancel } ? last : null;
    }

    public async Task<IReadOnlyList<RunAction>> LatestAsync(int count, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<RunAction>("SELECT * FROM run_actions ORDER BY key DESC LIMIT @count", new { count })];
    }
}

/// <summary>What somebody did to a run or a job, when and why.</summary>
public sealed record RunAction
{
    public const string Pause = "pause";
    public const string Resume = "resume";
    public const string Cancel = "cancel";
    public const string Rerun = "rerun";
    public const string Retry = "retry";
    public const string Start = "start";
    public const string Reread = "reread";

    /// <summary>Stands for the name where nobody asked: the program did it by itself.</summary>
    public const string Program = "program:qa";

    public long Key { get; init; }

    public long? RunKey { get; init; }

    /// <summary>Name of a job; null where a run or records are meant.</summary>
    public string? Job { get; init; }

    public required string Action { get; init; }

    public required string Reason { get; init; }

    /// <summary>Account name on the pages, <c>shell:name</c> of a command, or <see cref="Program"/>.</summary>
    public required string ByWhom { get; init; }

    /// <summary>The program did it by itself: so far, a backfill for a form newly in use.</summary>
    public bool IsOfProgram => ByWhom == Program;

    /// <summary>Which records or which choice, where neither run nor job says it.</summary>
    public string? Details { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
