using Dapper;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Jobs;

/// <summary>Lets one start of a job work at a time, whichever node, engine or command made it, by a lease in the database.</summary>
public sealed class JobLeases(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Of the whole process: two starts in one process are two holders as well.</summary>
    private static long _count;

    // PostgreSQL judges leases by its own clock, so those of the nodes may differ; SQLite has one machine and its clock.
    private string Now => database.Sql(sqlite: "@Now", postgreSql: "now()");

    private string Until => database.Sql(sqlite: "@Until", postgreSql: $"now() + interval '{WorkStore.LeaseTime.TotalSeconds} seconds'");

    /// <summary>
    /// Takes a job. A holder that renews its lease is at work, and the answer says which node it is; one that does not may be dead, and is waited
    /// for until its lease ends: what a dead node had begun is not refused because the node was alive a moment ago.
    /// </summary>
    internal async Task<JobLease> TakeAsync(string job, CancellationToken cancel)
    {
        var holder = $"{WorkerProcess.Current}#{Interlocked.Increment(ref _count)}";
        LeaseRow? seen = null;
        while (!await TryTakeAsync(job, holder, cancel))
        {
            if (await OtherAsync(job, cancel) is not { } other) continue;
            seen ??= other;
            if (other != seen) return new() { Other = other.Node };
            await Task.Delay(Look, clock, cancel);
        }

        var hold = new LeaseHold(beat => RenewAsync(job, holder, beat), WorkStore.HeartbeatTime, clock, cancel);
        return new() { Hold = hold, ReleaseAsync = () => ReleaseAsync(job, holder) };
    }

    private async Task<bool> TryTakeAsync(string job, string holder, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(
            $"""
            INSERT INTO job_leases (job, holder, leased_until) VALUES (@job, @holder, {Until})
            ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, leased_until = excluded.leased_until WHERE job_leases.leased_until < {Now}
            """,
            new { job, holder, Now = clock.GetUtcNow(), Until = clock.GetUtcNow() + WorkStore.LeaseTime }) == 1;
    }

    /// <summary>Null when nobody has the job any more. A process of this machine that has ended is not waited for.</summary>
    private async Task<LeaseRow?> OtherAsync(string job, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var other = await connection.QuerySingleOrDefaultAsync<LeaseRow>("SELECT holder, leased_until FROM job_leases WHERE job = @job", new { job });
        if (other is null || !WorkerProcess.HasEnded(other.Node)) return other;
        await connection.ExecuteAsync("DELETE FROM job_leases WHERE job = @job AND holder = @Holder", new { job, other.Holder });
        return null;
    }

    private async Task<bool> RenewAsync(string job, string holder, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(
            $"UPDATE job_leases SET leased_until = {Until} WHERE job = @job AND holder = @holder",
            new { job, holder, Until = clock.GetUtcNow() + WorkStore.LeaseTime }) == 1;
    }

    private async Task ReleaseAsync(string job, string holder)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync("DELETE FROM job_leases WHERE job = @job AND holder = @holder", new { job, holder });
    }

    private sealed record LeaseRow
    {
        public required string Holder { get; init; }

        public DateTimeOffset LeasedUntil { get; init; }

        public string Node => Holder.Split('#')[0];
    }
}
