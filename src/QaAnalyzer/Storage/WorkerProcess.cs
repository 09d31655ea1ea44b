using System.Diagnostics;
using System.Globalization;

namespace QaAnalyzer.Storage;

/// <summary>
/// Names the process that claims work, <c>machine/process id/start</c> in Unix seconds, so that a later process of the same machine can tell
/// that it has ended. Only a shortcut past its lease: a wrong verdict costs double work and never a double result.
/// </summary>
public static class WorkerProcess
{
    // Ids are used again, and a process's start is reckoned from the machine's, which moves when the clock is set.
    private const long ToleranceSeconds = 10;

    public static string Current { get; } = NameOfCurrent();

    /// <summary>True for a process of this machine that is gone; false for one that lives, that cannot be asked, or of another machine.</summary>
    public static bool HasEnded(string worker)
    {
        if (worker.Split('/') is not [var machine, var id, var start] || machine != Environment.MachineName) return false;
        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return Math.Abs(StartOf(process) - long.Parse(start, CultureInfo.InvariantCulture)) > ToleranceSeconds;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string NameOfCurrent()
    {
        using var process = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{process.Id}/{StartOf(process)}");
    }

    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
}
