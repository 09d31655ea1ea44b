using System.Diagnostics;

namespace QaAnalyzer.EndToEnd.Chaos;

/// <summary>Lets a program run as on another machine: with a host name of its own and a clock that is ahead (libfaketime).</summary>
internal static class OtherClock
{
    private const string Libraries = "/usr/lib";

    /// <summary>Why it cannot be had here; null when it can.</summary>
    public static string? Lack { get; } =
        Library is null ? "libfaketime is not installed here (package faketime)"
        : !Shell.TryAsync("unshare --uts hostname another").GetAwaiter().GetResult() ? "this process may not give a program a host name of its own (unshare --uts)"
        : null;

    private static string? Library => Directory.Exists(Libraries)
        ? Directory.GetDirectories(Libraries).Select(d => Path.Combine(d, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;

    /// <summary>The same start, elsewhere and ahead of time; the process that is started is the program itself.</summary>
    public static void Put(ProcessStartInfo start, string machine, TimeSpan ahead)
    {
        string[] command = [start.FileName, .. start.ArgumentList];
        start.FileName = "unshare";
        start.ArgumentList.Clear();
        foreach (var argument in (string[])["--uts", "/bin/sh", "-c", $"hostname {machine} && exec \"$@\"", "sh", .. command]) start.ArgumentList.Add(argument);
        start.Environment["LD_PRELOAD"] = Library;
        start.Environment["FAKETIME"] = $"+{(int)ahead.TotalSeconds}s";
    }
}
