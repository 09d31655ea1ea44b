using System.Data.Common;

namespace QaAnalyzer;

/// <summary>What is done every few seconds beside something else: heartbeats, renewals, reports.</summary>
internal static class Beats
{
    /// <summary>Acts at every beat until it is stopped, and then ends quietly. What the database refuses at one beat is left to the next.</summary>
    public static async Task EveryAsync(TimeSpan beat, TimeProvider clock, Func<CancellationToken, Task> act, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                try
                {
                    await act(stop);
                }
                catch (DbException)
                {
                    continue;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }
}
