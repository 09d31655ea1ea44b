using System.Data.Common;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>One import or night run with counts that add up.</summary>
public sealed record RunRow
{
    public long Key { get; init; }

    public required string Kind { get; init; }

    /// <summary>The process that runs it, see <see cref="WorkerProcess"/>.</summary>
    public required string Node { get; init; }

    public string Machine => Node.Split('/')[0];

    /// <summary><c>running</c>, <c>finished</c>, <c>failed</c>.</summary>
    public required string State { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public long Pulled { get; init; }

    public long Accepted { get; init; }

    public long Duplicate { get; init; }

    public long Quarantined { get; init; }

    public long Analysed { get; init; }

    public long Failed { get; init; }

    public string? Message { get; init; }
}

/// <summary>The log of runs and what they could not read.</summary>
public sealed class RunStore(Database database, TimeProvider clock)
{
    /// <summary>Opens a run. Runs whose process ended without a word, killed or out of power, are closed as failed.</summary>
    public async Task<long> StartAsync(string kind, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var open = await connection.QueryAsync<(long Key, string Node)>("SELECT key, node FROM runs WHERE state = 'running'");
        foreach (var (key, _) in open.Where(run => WorkerProcess.HasEnded(run.Node)))
        {
            await connection.ExecuteAsync(
                "UPDATE runs SET state = 'failed', finished_at = @Now, message = 'ProcessEnded' WHERE key = @key AND state = 'running'",
                new { key, Now = clock.GetUtcNow() });
        }

        return await connection.ExecuteScalarAsync<long>(
            "INSERT INTO runs (kind, node, state, started_at) VALUES (@kind, @Node, 'running', @Now) RETURNING key",
            new { kind, Node = WorkerProcess.Current, Now = clock.GetUtcNow() });
    }

    /// <summary>Replaces the counts; called while a run goes on and at its end.</summary>
    public async Task ReportAsync(RunRow run, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(
            """
            UPDATE runs SET state = @State, finished_at = @FinishedAt, pulled = @Pulled, accepted = @Accepted, duplicate = @Duplicate,
                quarantined = @Quarantined, analysed = @Analysed, failed = @Failed, message = @Message
            WHERE key = @Key
            """,
            run);
    }

    public async Task<IReadOnlyList<RunRow>> LatestAsync(int count, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<RunRow>("SELECT * FROM runs ORDER BY key DESC LIMIT @count", new { count })];
    }

    /// <summary>Keeps a record that could not be read, inside the caller's transaction, and returns its key.</summary>
    public async Task<long> QuarantineAsync(DbConnection connection, DbTransaction transaction, QuarantineRow record) => await connection.ExecuteScalarAsync<long>(
        "INSERT INTO quarantine (run_key, source, file, line, reason, raw, created_at) VALUES (@RunKey, @Source, @File, @Line, @Reason, @Raw, @Now) RETURNING key",
        new { record.RunKey, record.Source, record.File, record.Line, Reason = database.Text(record.Reason), Raw = database.Text(record.Raw), Now = clock.GetUtcNow() },
        transaction);

    /// <summary>The newest records that still wait for somebody.</summary>
    public async Task<IReadOnlyList<QuarantineRow>> QuarantinedAsync(long? runKey, int count, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<QuarantineRow>(
            "SELECT * FROM quarantine WHERE resolved_at IS NULL AND (CAST(@runKey AS BIGINT) IS NULL OR run_key = @runKey) ORDER BY key DESC LIMIT @count", new { runKey, count })];
    }
}

/// <summary>A record that could not be read, kept whole with its reason.</summary>
public sealed record QuarantineRow
{
    public long Key { get; init; }

    public long? RunKey { get; init; }

    public required string Source { get; init; }

    public required string File { get; init; }

    public long Line { get; init; }

    public required string Reason { get; init; }

    public required string Raw { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}
