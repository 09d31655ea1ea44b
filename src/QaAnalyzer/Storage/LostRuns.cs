using Dapper;

namespace QaAnalyzer.Storage;

/// <summary>
/// Closes runs whose process ended without a word: those of this machine at once, those of others when they have told nothing for minutes. Their
/// figures are counted anew from what is stored, since their last report is older than their end.
/// </summary>
internal sealed class LostRuns(Database database, TimeProvider clock)
{
    /// <summary>A run that reports does so every few seconds; the clocks of two nodes may differ by a minute.</summary>
    public static TimeSpan Silence { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Closes a run that is lost and leaves any other alone.</summary>
    public async Task CloseAsync(RunRow run, CancellationToken cancel = default)
    {
        if (WorkerProcess.HasEnded(run.Node)) await CloseAsync(run, "ProcessEnded", clock.GetUtcNow(), cancel);
        else if (run.ReportedAt < clock.GetUtcNow() - Silence) await CloseAsync(run, "NodeLost", run.ReportedAt.Value, cancel);
    }

    private async Task CloseAsync(RunRow run, string message, DateTimeOffset end, CancellationToken cancel)
    {
        var counted = await StoredFigures.OfAsync(database, run, cancel);
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(
            """
            UPDATE runs SET state = 'failed', finished_at = @end, message = @message, pulled = @Pulled, accepted = @Accepted, quarantined = @Quarantined,
                analysed = @Analysed, failed = @Failed, complete = @Complete, superseded = @Superseded, broken = @Broken, unfinished = @Unfinished
            WHERE key = @Key AND state IN ('running', 'paused') AND (reported_at = @ReportedAt OR reported_at IS NULL)
            """,
            new
            {
                run.Key,
                run.ReportedAt,
                end,
                message,
                counted.Pulled,
                counted.Accepted,
                counted.Quarantined,
                counted.Analysed,
                counted.Failed,
                counted.Complete,
                counted.Superseded,
                counted.Broken,
                counted.Unfinished,
            });
    }
}
