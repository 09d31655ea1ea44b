using System.Data.Common;
using Dapper;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Sources;

/// <summary>How far each source is, which node pulls it, and how it fares.</summary>
public sealed class SourceStore(Database database, TimeProvider clock)
{
    /// <summary>A dead node's source is free again after it; a living puller renews it with <see cref="RenewAsync"/>.</summary>
    internal static TimeSpan LeaseTime { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Two renewals may be lost before the lease is.</summary>
    internal static TimeSpan HeartbeatTime { get; } = TimeSpan.FromSeconds(20);

    // PostgreSQL judges leases by its own clock, so those of the nodes may differ; SQLite has one machine and its clock.
    private string Now => database.Sql(sqlite: "@Now", postgreSql: "now()");

    private string Until => database.Sql(sqlite: "@Until", postgreSql: $"now() + interval '{LeaseTime.TotalSeconds} seconds'");

    /// <summary>All sources that were pulled or pushed once, by name.</summary>
    public async Task<IReadOnlyList<SourceStatus>> StatusAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<SourceStatus>(
            $"""
            SELECT s.source, s.kind, s.checkpoint, s.last_started_at, s.last_success_at, s.failures, s.next_try_at,
                   CASE WHEN s.leased_until >= {Now} THEN s.holder END AS holder, f.class AS error_class, f.message AS error, f.created_at AS failed_at
            FROM source_states s
            LEFT JOIN source_failures f ON s.failures > 0 AND f.key = (SELECT max(key) FROM source_failures WHERE source = s.source)
            ORDER BY s.source
            """,
            new { Now = clock.GetUtcNow() })];
    }

    /// <summary>Of these sources, those whose time has come: never pulled, or past their next try.</summary>
    public async Task<IReadOnlySet<string>> DueAsync(IReadOnlyCollection<string> sources, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var waiting = await connection.QueryAsync<string>(
            $"SELECT source FROM source_states WHERE source {database.OneOf("@sources")} AND next_try_at > {Now}",
            new { sources = sources.ToArray(), Now = clock.GetUtcNow() });
        return sources.Except(waiting, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Takes a source under a lease; null while another pulls it. The same holder may take it again, when it has not heard that it has it.</summary>
    internal async Task<SourceLease?> TakeAsync(string source, string kind, string holder, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var other = await connection.QuerySingleOrDefaultAsync<string?>("SELECT holder FROM source_states WHERE source = @source", new { source });
        if (other is not null && WorkerProcess.HasEnded(other.Split('#')[0]))
        {
            await connection.ExecuteAsync(
                "UPDATE source_states SET holder = NULL, leased_until = NULL WHERE source = @source AND holder = @other", new { source, other });
        }

        return await connection.QuerySingleOrDefaultAsync<SourceLease>(
            $"""
            INSERT INTO source_states (source, kind, holder, leased_until, last_started_at) VALUES (@source, @kind, @holder, {Until}, @Now)
            ON CONFLICT (source) DO UPDATE
                SET kind = excluded.kind, holder = excluded.holder, leased_until = excluded.leased_until, last_started_at = excluded.last_started_at
                WHERE source_states.leased_until IS NULL OR source_states.leased_until < {Now} OR source_states.holder = excluded.holder
            RETURNING source, holder, checkpoint
            """,
            new { source, kind, holder, Now = clock.GetUtcNow(), Until = clock.GetUtcNow() + LeaseTime });
    }

    /// <summary>False when the lease has gone to another.</summary>
    internal async Task<bool> RenewAsync(SourceLease lease, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(
            $"UPDATE source_states SET leased_until = {Until} WHERE source = @Source AND holder = @Holder",
            new { lease.Source, lease.Holder, Until = clock.GetUtcNow() + LeaseTime }) == 1;
    }

    /// <summary>
    /// Keeps the checkpoint inside the transaction that saves what came before it. So no crash loses or doubles a record, and a puller whose
    /// lease went to another saves nothing.
    /// </summary>
    /// <exception cref="SourceException">The lease is lost.</exception>
    internal static async Task AdvanceAsync(DbConnection connection, DbTransaction transaction, SourceLease lease, string? checkpoint)
    {
        var kept = await connection.ExecuteAsync(
            "UPDATE source_states SET checkpoint = @checkpoint WHERE source = @Source AND holder = @Holder",
            new { lease.Source, lease.Holder, checkpoint },
            transaction);
        if (kept != 1) throw SourceException.LeaseLost(lease.Source);
    }

    /// <summary>Ends a pull that reached the end of what the source had; false when the lease is gone.</summary>
    internal async Task<bool> SucceedAsync(SourceLease lease, DateTimeOffset? next)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(
            """
            UPDATE source_states SET holder = NULL, leased_until = NULL, last_success_at = @Now, failures = 0, next_try_at = @next
            WHERE source = @Source AND holder = @Holder
            """,
            new { lease.Source, lease.Holder, next, Now = clock.GetUtcNow() }) == 1;
    }

    /// <summary>Ends a pull that failed, tells why, and returns when it is tried again: ever later the more failures came in a row.</summary>
    internal async Task<DateTimeOffset> FailAsync(SourceLease lease, SourceException failure)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var failures = await connection.QuerySingleOrDefaultAsync<int?>(
            """
            UPDATE source_states SET failures = failures + 1, holder = NULL, leased_until = NULL
            WHERE source = @Source AND holder = @Holder RETURNING failures
            """,
            new { lease.Source, lease.Holder },
            transaction);
        var now = clock.GetUtcNow();
        var next = now + RetryWait.After(failures ?? 1, lease.Source, failure.RetryAfter);

        // A puller that lost its lease has no say in what comes next.
        if (failures is not null)
            await connection.ExecuteAsync("UPDATE source_states SET next_try_at = @next WHERE source = @Source", new { lease.Source, next }, transaction);
        await connection.ExecuteAsync(
            "INSERT INTO source_failures (source, class, message, created_at) VALUES (@Source, @Class, @Message, @now)",
            new { lease.Source, failure.Class, Message = database.Text(failure.Message), now },
            transaction);
        await transaction.CommitAsync();
        return next;
    }

    /// <summary>Gives a source back that was stopped: it is due at once. False when the lease is gone.</summary>
    internal async Task<bool> ReleaseAsync(SourceLease lease)
    {
        await using var connection = await database.OpenAsync();
        return await connection.ExecuteAsync(
            "UPDATE source_states SET holder = NULL, leased_until = NULL, next_try_at = NULL WHERE source = @Source AND holder = @Holder",
            new { lease.Source, lease.Holder }) == 1;
    }

    /// <summary>Notes that a source pushed.</summary>
    public async Task PushedAsync(string source, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(
            """
            INSERT INTO source_states (source, kind, last_started_at, last_success_at) VALUES (@source, 'push', @Now, @Now)
            ON CONFLICT (source) DO UPDATE SET last_started_at = excluded.last_started_at, last_success_at = excluded.last_success_at
            """,
            new { source, Now = clock.GetUtcNow() });
    }
}

/// <summary>A source that one puller holds, and how far it was.</summary>
internal sealed record SourceLease
{
    public required string Source { get; init; }

    public required string Holder { get; init; }

    public string? Checkpoint { get; init; }
}
