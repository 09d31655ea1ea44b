using System.Data.Common;
using Npgsql;

namespace QaAnalyzer.Storage;

/// <summary>The database is away for a moment and comes back: a restart, a failover, a cut network. What is wanted of it is tried again.</summary>
internal static class Outage
{
    /// <summary>A server that was killed replays its log before it answers; a run does not wait longer than this.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>True when the database did not answer; false for whatever it said about a statement, a full disk among it.</summary>
    public static bool Is(Exception failure) => failure switch
    {
        PostgresException e => e.SqlState.StartsWith("08", StringComparison.Ordinal) || e.SqlState is "57P01" or "57P02" or "57P03" or "53300",
        NpgsqlException e => e.IsTransient,
        _ => false,
    };

    /// <summary>Does it until the database has answered, at most <see cref="Patience"/> behind the last time that it did something.</summary>
    /// <param name="act">May be done again after it failed half-way.</param>
    /// <param name="clock">What time passes by.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async Task<T> RideAsync<T>(Func<Task<T>> act, TimeProvider clock, CancellationToken cancel)
    {
        long? lost = null;
        while (true)
        {
            var began = clock.GetTimestamp();
            try
            {
                return await act();
            }
            catch (DbException e) when (Is(e))
            {
                // One that worked for a while before had a database: this is a new outage.
                if (lost is null || clock.GetElapsedTime(began) > Patience) lost = clock.GetTimestamp();
                if (clock.GetElapsedTime(lost.Value) > Patience) throw;
            }

            await Task.Delay(Pause, clock, cancel);
        }
    }
}
