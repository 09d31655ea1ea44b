using Dapper;
using QaAnalyzer.Sources;

namespace QaAnalyzer.Storage;

/// <summary>How the whole site stands, whichever node is asked: for those who watch it.</summary>
public sealed record SiteFigures
{
    public required QueueDepth Analysis { get; init; }

    public required QueueDepth Reviews { get; init; }

    /// <summary>Kinds of errors of the analyses that failed and wait for somebody, with their number.</summary>
    public required IReadOnlyDictionary<string, long> Failures { get; init; }

    /// <summary>Records that could not be read and wait for somebody.</summary>
    public required long Quarantine { get; init; }

    public required IReadOnlyList<NodeRow> Nodes { get; init; }

    /// <summary>Sources that were pulled or pushed to at least once.</summary>
    public required IReadOnlyList<SourceStatus> Sources { get; init; }

    /// <summary>The newest run of each job that came to a good end.</summary>
    public required IReadOnlyList<RunRow> Successes { get; init; }

    /// <summary>Runs that somebody works on or has paused.</summary>
    public required IReadOnlyList<RunRow> Open { get; init; }
}

/// <summary>Reads the figures of the site; a few counts over open rows, none over what is done.</summary>
public sealed class SiteFiguresStore(Database database, TimeProvider clock)
{
    private readonly Workload _load = new(database, clock);
    private readonly NodeStore _nodes = new(database, clock);
    private readonly SourceStore _sources = new(database, clock);
    private readonly RunStore _runs = new(database, clock);

    /// <param name="jobs">Names of the jobs whose last good end is looked up.</param>
    /// <param name="cancel">Between two queries.</param>
    public async Task<SiteFigures> ReadAsync(IEnumerable<string> jobs, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var successes = new List<RunRow>();
        foreach (var job in jobs)
        {
            var last = await connection.QueryFirstOrDefaultAsync<RunRow>(
                "SELECT * FROM runs WHERE kind = @job AND state = 'finished' ORDER BY key DESC LIMIT 1", new { job });
            if (last is not null) successes.Add(last);
        }

        return new()
        {
            Analysis = await _load.AnalysisAsync(cancel),
            Reviews = await _load.ReviewsAsync(cancel),
            Failures = (await _load.FailureCountsAsync(cancel)).ToDictionary(f => f.Error, f => f.Count, StringComparer.Ordinal),
            Quarantine = await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM quarantine WHERE resolved_at IS NULL"),
            Nodes = [.. (await _nodes.ListAsync(cancel)).Where(n => !n.IsGone)],
            Sources = await _sources.StatusAsync(cancel),
            Successes = successes,
            Open = await _runs.OpenAsync(cancel),
        };
    }
}
