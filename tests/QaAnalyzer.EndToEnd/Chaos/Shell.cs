using System.Diagnostics;

namespace QaAnalyzer.EndToEnd.Chaos;

internal static class Shell
{
    /// <exception cref="InvalidOperationException">The command failed.</exception>
    public static async Task RunAsync(string command)
    {
        if (!await TryAsync(command)) throw new InvalidOperationException($"this failed: {command}");
    }

    // Its output goes nowhere: a server that it starts would keep a pipe open.
    public static async Task<bool> TryAsync(string command)
    {
        using var process = Process.Start("/bin/sh", ["-c", $"cd / && {command} >/dev/null 2>&1"]);
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
