using Hangfire;
using Hangfire.States;
using Npgsql;

namespace QaAnalyzer.Hangfire;

/// <summary>
/// Lets one start of a job work at a time, across nodes and through all its slices. A lock of the database holds during a call and ends with
/// the connection of a node that dies; between two slices the noted start keeps the turn while it stands in the queue.
/// </summary>
internal sealed class JobTurns(JobStorage storage, string connectionString)
{
    private const string AtWork = "qa:at-work";

    private const string Key = "hashtextextended('qa.job.' || $1, 0)";

    // Not from a pool, which would keep the lock with an idle connection.
    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString();

    /// <summary>Null when it is another's turn; else the turn, until it is disposed.</summary>
    /// <param name="job">Name of the job.</param>
    /// <param name="start">Id of the start in Hangfire's tables; its later slices have the same.</param>
    /// <param name="cancel">Stops the attempt.</param>
    public async Task<IAsyncDisposable?> TryTakeAsync(string job, string start, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(_connectionString);
        var taken = false;
        try
        {
            await connection.OpenAsync(cancel);
            taken = await LockAsync(connection, job, cancel) && Note(job, start);
        }
        finally
        {
            if (!taken) await connection.DisposeAsync();
        }

        return taken ? new Turn(connection, job) : null;
    }

    // A machine that lost its power is noticed after 25 seconds.
    private static async Task<bool> LockAsync(NpgsqlConnection connection, string job, CancellationToken cancel)
    {
        await using var settings = new NpgsqlCommand("SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3", connection);
        await settings.ExecuteNonQueryAsync(cancel);
        await using var command = new NpgsqlCommand($"SELECT pg_try_advisory_lock({Key})", connection) { Parameters = { new() { Value = job } } };
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    // Under the lock, so nobody else notes at the same time.
    private bool Note(string job, string start)
    {
        using var connection = storage.GetConnection();
        var holder = connection.GetAllEntriesFromHash(AtWork)?.GetValueOrDefault(job);
        if (holder == start) return true;
        if (holder is not null && connection.GetStateData(holder)?.Name is { } state && (state == EnqueuedState.StateName || state == ProcessingState.StateName)) return false;
        connection.SetRangeInHash(AtWork, [KeyValuePair.Create(job, start)]);
        return true;
    }

    private sealed class Turn(NpgsqlConnection connection, string job) : IAsyncDisposable
    {
        // Given back by word: the server notices a closed connection a little later, when the next slice has begun.
        public async ValueTask DisposeAsync()
        {
            await using var closed = connection;
            await using var command = new NpgsqlCommand($"SELECT pg_advisory_unlock({Key})", connection) { Parameters = { new() { Value = job } } };
            try
            {
                await command.ExecuteNonQueryAsync();
            }
            catch (NpgsqlException)
            {
                // A lost connection has given it back already.
                return;
            }
        }
    }
}
