using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>
/// The figures of a run that did not come to its own end, counted from what is stored: the run itself may have saved more than it lived to
/// tell. Duplicates and past scores leave no row that names the run; of them it knows what it told last.
/// </summary>
internal static class StoredFigures
{
    public static async Task<RunRow> OfAsync(Database database, RunRow run, CancellationToken cancel = default)
    {
        if (run.FromKey is not { } from || run.RubricIds.Count == 0) return run;
        var all = await RunShares.TotalAsync(database, run.Key, cancel);
        var found = await Reconciliation.CountAsync(database, run.Key, from, run.RubricIds, cancel);
        await using var connection = await database.OpenAsync(cancel);
        var quarantined = await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM quarantine WHERE run_key = @Key", new { run.Key });
        return run with
        {
            Pulled = found.Stored + run.Scores + run.Duplicate + quarantined,
            Accepted = found.Stored + run.Scores,
            Quarantined = quarantined,
            Analysed = all.Analysed,
            Failed = all.Failed,
            Complete = found.Complete,
            Superseded = found.Superseded,
            Broken = found.Broken,
            Unfinished = found.Unfinished,
        };
    }
}
