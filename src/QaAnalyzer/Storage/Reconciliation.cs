using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>What became of the conversations that a run accepted, counted from what is stored and not from what the run believes.</summary>
/// <param name="Stored">Conversations that carry the run's key.</param>
/// <param name="Complete">Analysed under every rubric.</param>
/// <param name="Superseded">Replaced by a later version.</param>
/// <param name="Broken">Failed under a rubric and waiting for nobody.</param>
/// <param name="Unfinished">Work is still open.</param>
public sealed record Reconciliation(long Stored, long Complete, long Superseded, long Broken, long Unfinished)
{
    /// <summary>As the run itself wrote it down.</summary>
    public static Reconciliation Of(RunRow run) => new(run.Accepted - run.Scores, run.Complete, run.Superseded, run.Broken, run.Unfinished);

    /// <summary>Null when pulled = analysed + skipped + quarantined holds; else where it does not.</summary>
    public string? Mismatch(RunRow run)
    {
        if (run.Pulled != run.Accepted + run.Duplicate + run.Quarantined)
            return $"pulled {run.Pulled} is not accepted {run.Accepted} + duplicate {run.Duplicate} + quarantined {run.Quarantined}";
        if (run.Accepted - run.Scores != Stored) return $"accepted {run.Accepted - run.Scores} conversations but stored {Stored}";
        return Stored == Complete + Superseded + Broken + Unfinished
            ? null
            : $"accepted {Stored} is not analysed {Complete} + superseded {Superseded} + failed {Broken} + unfinished {Unfinished}: look for conversations without work and without analysis";
    }

    /// <param name="database">The database.</param>
    /// <param name="run">The run.</param>
    /// <param name="from">No conversation of the run has a smaller key: only what came since is looked at.</param>
    /// <param name="rubrics">Those the run worked under.</param>
    /// <param name="cancel">Stops the count.</param>
    public static async Task<Reconciliation> CountAsync(Database database, long run, long from, IReadOnlyCollection<string> rubrics, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var (stored, complete, superseded, broken, unfinished) = await connection.QuerySingleAsync<(long, long, long, long, long)>(
            $"""
            WITH mine AS (SELECT key, is_current FROM conversations WHERE key >= @from AND run_key = @run),
            waiting AS (
                SELECT conversation_key, count(CASE WHEN state <> 'failed' THEN 1 END) AS open_rows FROM work
                WHERE conversation_key >= @from AND rubric {database.OneOf("@rubrics")} GROUP BY conversation_key),
            analysed AS (
                SELECT conversation_key, count(*) AS rubrics FROM analyses
                WHERE conversation_key >= @from AND is_current AND rubric {database.OneOf("@rubrics")} GROUP BY conversation_key)
            SELECT count(*),
                   count(CASE WHEN m.is_current AND w.open_rows IS NULL AND COALESCE(a.rubrics, 0) = @Count THEN 1 END),
                   count(CASE WHEN NOT m.is_current THEN 1 END),
                   count(CASE WHEN m.is_current AND w.open_rows = 0 THEN 1 END),
                   count(CASE WHEN m.is_current AND w.open_rows > 0 THEN 1 END)
            FROM mine m LEFT JOIN waiting w ON w.conversation_key = m.key LEFT JOIN analysed a ON a.conversation_key = m.key
            """,
            new { run, from, rubrics = rubrics.ToArray(), rubrics.Count },
            commandTimeout: 0);
        return new(stored, complete, superseded, broken, unfinished);
    }
}
