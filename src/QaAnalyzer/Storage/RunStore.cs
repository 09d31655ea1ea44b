using System.Data.Common;
using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>The log of runs and what they could not read.</summary>
public sealed class RunStore(Database database, TimeProvider clock)
{
    /// <summary>Opens a run that takes in no conversations.</summary>
    public Task<long> StartAsync(string kind, CancellationToken cancel = default) => StartAsync(kind, null, [], cancel);

    /// <summary>Opens a run, and closes those that are lost.</summary>
    /// <param name="kind">Name of the job or <c>import</c>.</param>
    /// <param name="from">No conversation that the run takes in will have a smaller key.</param>
    /// <param name="rubrics">Ids of those it works under, for the nodes that help; none when it analyses nothing.</param>
    /// <param name="cancel">Before it is opened.</param>
    public async Task<long> StartAsync(string kind, long? from, IReadOnlyList<string> rubrics, CancellationToken cancel = default)
    {
        await CloseLostAsync(cancel);
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<long>(
            "INSERT INTO runs (kind, node, state, started_at, from_key, rubrics) VALUES (@kind, @Node, 'running', @Now, @from, @Rubrics) RETURNING key",
            new { kind, from, Node = WorkerProcess.Current, Now = clock.GetUtcNow(), Rubrics = rubrics.Count == 0 ? null : string.Join(' ', rubrics) });
    }

    /// <summary>Closes runs whose process ended without a word.</summary>
    public async Task CloseLostAsync(CancellationToken cancel = default)
    {
        var lost = new LostRuns(database, clock);
        foreach (var open in await OpenAsync(cancel)) await lost.CloseAsync(open, cancel);
    }

    /// <summary>
    /// Takes a run over that has not come to its end, whoever had it, and returns it; as it is when it has ended, null when there is none. What
    /// another node pulled is counted from what is stored: it may have died before it told.
    /// </summary>
    public async Task<RunRow?> ContinueAsync(long key, CancellationToken cancel = default)
    {
        var before = await FindAsync(key, cancel);
        await using (var connection = await database.OpenAsync(cancel))
        {
            await connection.ExecuteAsync(
                "UPDATE runs SET state = 'running', node = @Node, finished_at = NULL, message = NULL WHERE key = @key AND state NOT IN ('finished', 'cancelled')",
                new { key, Node = WorkerProcess.Current });
        }

        var run = await FindAsync(key, cancel);
        if (run is not { IsOpen: true } || before?.Node == run.Node) return run;
        var stored = await StoredFigures.OfAsync(database, run, cancel);
        return run with { Pulled = stored.Pulled, Accepted = stored.Accepted, Quarantined = stored.Quarantined };
    }

    /// <summary>Replaces the counts, while a run goes on and at its end, and returns the row as it was written.</summary>
    public async Task<RunRow> ReportAsync(RunRow run, CancellationToken cancel = default)
    {
        run = run with { ReportedAt = clock.GetUtcNow() };
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(
            """
            UPDATE runs SET state = @State, finished_at = @FinishedAt, pulled = @Pulled, accepted = @Accepted, duplicate = @Duplicate,
                quarantined = @Quarantined, scores = @Scores, analysed = @Analysed, failed = @Failed, complete = @Complete, superseded = @Superseded, broken = @Broken,
                unfinished = @Unfinished, planned = @Planned, rate = @Rate, expected_end = @ExpectedEnd, deadline = @Deadline, reported_at = @ReportedAt, message = @Message
            WHERE key = @Key
            """,
            new
            {
                run.Key,
                run.State,
                run.FinishedAt,
                run.Pulled,
                run.Accepted,
                run.Duplicate,
                run.Quarantined,
                run.Scores,
                run.Analysed,
                run.Failed,
                run.Complete,
                run.Superseded,
                run.Broken,
                run.Unfinished,
                run.Planned,
                run.Rate,
                run.ExpectedEnd,
                run.Deadline,
                run.Message,
                run.ReportedAt,
            });
        return run;
    }

    public async Task<RunRow?> FindAsync(long key, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<RunRow>("SELECT * FROM runs WHERE key = @key", new { key });
    }

    /// <summary>True while a run is paused that has not ended: its work is not for others. What a request has chosen is so anyway.</summary>
    public async Task<bool> AnyPausedAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM runs WHERE state = 'paused' AND from_key IS NOT NULL AND reported_at >= @Heard)",
            new { Heard = clock.GetUtcNow() - LostRuns.Silence });
    }

    public async Task<IReadOnlyList<RunRow>> LatestAsync(int count, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<RunRow>("SELECT * FROM runs ORDER BY key DESC LIMIT @count", new { count })];
    }

    /// <summary>The newest runs of a kind.</summary>
    public async Task<IReadOnlyList<RunRow>> LatestAsync(string kind, int count, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<RunRow>("SELECT * FROM runs WHERE kind = @kind ORDER BY key DESC LIMIT @count", new { kind, count })];
    }

    /// <summary>Runs that somebody works on or has paused.</summary>
    public async Task<IReadOnlyList<RunRow>> OpenAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<RunRow>("SELECT * FROM runs WHERE state IN ('running', 'paused') ORDER BY key DESC")];
    }

    /// <summary>Keeps a record that could not be read, inside the caller's transaction, and returns its key.</summary>
    public async Task<long> QuarantineAsync(DbConnection connection, DbTransaction transaction, QuarantineRow record) => await connection.ExecuteScalarAsync<long>(
        """
        INSERT INTO quarantine (run_key, source, file, line, reason, raw, head, created_at) VALUES (@RunKey, @Source, @File, @Line, @Reason, @Raw, @Head, @Now)
        RETURNING key
        """,
        new
        {
            record.RunKey,
            record.Source,
            record.File,
            record.Line,
            Reason = database.Text(record.Reason),
            Raw = database.Text(record.Raw),
            Head = database.Text(record.Head),
            Now = clock.GetUtcNow(),
        },
        transaction);

    /// <summary>A record that still waits for somebody; null when it does not.</summary>
    public async Task<QuarantineRow?> QuarantineOfAsync(long key, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<QuarantineRow>("SELECT * FROM quarantine WHERE key = @key AND resolved_at IS NULL", new { key });
    }

    /// <summary>Settles a record; a newer one that takes its place stands where it stood.</summary>
    public async Task SettleAsync(long key, long? newer, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync("UPDATE quarantine SET resolved_at = @Now WHERE key = @key", new { key, Now = clock.GetUtcNow() }, transaction);
        await connection.ExecuteAsync(
            "UPDATE quarantine SET file = (SELECT file FROM quarantine WHERE key = @key), line = (SELECT line FROM quarantine WHERE key = @key) WHERE key = @newer",
            new { key, newer },
            transaction);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The newest records that still wait for somebody.</summary>
    public async Task<IReadOnlyList<QuarantineRow>> QuarantinedAsync(long? runKey, int count, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<QuarantineRow>(
            "SELECT * FROM quarantine WHERE resolved_at IS NULL AND (CAST(@runKey AS BIGINT) IS NULL OR run_key = @runKey) ORDER BY key DESC LIMIT @count", new { runKey, count })];
    }
}
