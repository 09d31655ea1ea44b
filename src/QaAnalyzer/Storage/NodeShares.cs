using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>Which node has done how much of a run, for those who look at it.</summary>
public sealed class NodeShares(Database database, NodeStore nodes)
{
    /// <summary>Of every node that has done something for the run, by name; a node may be gone meanwhile.</summary>
    public async Task<IReadOnlyList<NodeShare>> OfAsync(RunRow run, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var shares = (await connection.QueryAsync<(string Node, long Analysed, long Failed)>(
            """
            SELECT node, CAST(sum(analysed) AS BIGINT), CAST(sum(failed) AS BIGINT) FROM run_shares WHERE run_key = @Key GROUP BY node ORDER BY node
            """,
            new { run.Key })).ToList();
        if (shares.Count == 0) return [];
        var known = (await nodes.ListAsync(cancel)).ToDictionary(n => n.Name, StringComparer.Ordinal);
        var all = shares.Sum(s => s.Analysed + s.Failed);
        return [.. shares.Select(s => Share(s.Node, new(s.Analysed, s.Failed)))];

        NodeShare Share(string node, RunCounts counts) =>
            new(node, counts, (double)(counts.Analysed + counts.Failed) / Math.Max(1, all), run.Rate, known.GetValueOrDefault(node));
    }

    /// <summary>The newest run that something was analysed for, when it has ended; null while it is open.</summary>
    public async Task<RunRow?> LastEndedAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var run = await connection.QuerySingleOrDefaultAsync<RunRow>("SELECT * FROM runs WHERE key = (SELECT max(run_key) FROM run_shares)");
        return run is { IsOpen: false } ? run : null;
    }
}

/// <summary>What one node has done for a run.</summary>
/// <param name="Node">See <see cref="WorkerProcess"/>.</param>
/// <param name="Counts">Rows of work (a conversation under a rubric).</param>
/// <param name="Part">Of all that is done, 0 to 1.</param>
/// <param name="RunRate">Rows a second of the whole run since its analysis began; null before the first.</param>
/// <param name="Heard">The node as it showed itself last; null for a command, which is no node, and for one that is gone for good.</param>
public sealed record NodeShare(string Node, RunCounts Counts, double Part, double? RunRate, NodeRow? Heard)
{
    public string Machine => Node.Split('/')[0];

    public string Process => Node.Split('/') is [_, var id, ..] ? id : "";

    /// <summary>Rows a second, over the same time as that of the run.</summary>
    public double? Rate => RunRate * Part;

    public bool IsGone => Heard is { } node ? node.IsGone : WorkerProcess.HasEnded(Node);
}
