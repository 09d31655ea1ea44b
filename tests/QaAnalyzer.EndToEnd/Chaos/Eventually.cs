using System.Diagnostics;
using Npgsql;

namespace QaAnalyzer.EndToEnd.Chaos;

/// <summary>Waits for what other processes do.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <param name="isSo">Asked again and again; the tables come with the first worker, and the database may be away for a moment.</param>
    /// <param name="what">What is waited for.</param>
    /// <param name="patience">After which the test fails.</param>
    public static async Task BecomesAsync(Func<Task<bool>> isSo, string what, TimeSpan patience)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await TryAsync(isSo))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < patience, $"waited too long for {what}");
            await Task.Delay(Look);
        }
    }

    private static async Task<bool> TryAsync(Func<Task<bool>> isSo)
    {
        try
        {
            return await isSo();
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
