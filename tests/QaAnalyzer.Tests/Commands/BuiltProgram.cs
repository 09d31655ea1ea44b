using System.Diagnostics;

namespace QaAnalyzer.Tests.Commands;

/// <summary>How tests start the built <c>qa</c>: as an operator does, in a folder, with streams that can be read.</summary>
internal static class BuiltProgram
{
    public static ProcessStartInfo Start(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "qa.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The settings of whoever runs the tests must not reach the program.
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList()) start.Environment.Remove(name);
        return start;
    }

    private static bool IsSetting(string name) => name.StartsWith("QA_", StringComparison.OrdinalIgnoreCase);
}
