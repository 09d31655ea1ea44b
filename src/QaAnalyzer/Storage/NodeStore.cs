using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>The processes that serve pages or do jobs, and when each showed itself last, by the clock of the database.</summary>
public sealed class NodeStore(Database database, TimeProvider clock)
{
    /// <summary>How often a node shows itself.</summary>
    public static TimeSpan Beat { get; } = TimeSpan.FromSeconds(5);

    /// <summary>A node that is silent for longer is taken for gone.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);

    private string Now => database.Sql(sqlite: "@Now", postgreSql: "now()");

    /// <summary>Shows that this process lives, and forgets those that have been gone for a day.</summary>
    /// <param name="role"><c>web</c> or <c>worker</c>.</param>
    /// <param name="version">Of the program.</param>
    /// <param name="engine">Job engine of the node.</param>
    /// <param name="cancel">Before it is written.</param>
    public async Task BeatAsync(string role, string version, string engine, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(
            $"""
            INSERT INTO nodes (name, role, version, engine, started_at, seen_at) VALUES (@Name, @role, @version, @engine, {Now}, {Now})
            ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at
            """,
            new { Name = WorkerProcess.Current, role, version, engine, Now = clock.GetUtcNow() });
        await connection.ExecuteAsync(
            $"DELETE FROM nodes WHERE seen_at < {database.Sql(sqlite: "@Old", postgreSql: "now() - interval '1 day'")}", new { Old = clock.GetUtcNow().AddDays(-1) });
    }

    /// <summary>Takes this process out when it ends in good order.</summary>
    public async Task LeaveAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync("DELETE FROM nodes WHERE name = @Name", new { Name = WorkerProcess.Current });
    }

    /// <summary>All nodes of the last day, the newest first.</summary>
    public async Task<IReadOnlyList<NodeRow>> ListAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var now = database.Dialect == Dialect.Sqlite ? clock.GetUtcNow() : await connection.ExecuteScalarAsync<DateTimeOffset>("SELECT now()");
        var nodes = await connection.QueryAsync<NodeRow>("SELECT * FROM nodes ORDER BY started_at DESC, name");
        return [.. nodes.Select(n => n with { Silence = now - n.SeenAt })];
    }
}

/// <summary>A process that serves pages or does jobs.</summary>
public sealed record NodeRow
{
    /// <summary>See <see cref="WorkerProcess"/>.</summary>
    public required string Name { get; init; }

    public string Machine => Name.Split('/')[0];

    public string Process => Name.Split('/') is [_, var id, ..] ? id : "";

    public required string Role { get; init; }

    public required string Version { get; init; }

    public required string Engine { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset SeenAt { get; init; }

    /// <summary>Since it showed itself last.</summary>
    public TimeSpan Silence { get; init; }

    public bool IsGone => Silence > NodeStore.Patience || WorkerProcess.HasEnded(Name);
}
