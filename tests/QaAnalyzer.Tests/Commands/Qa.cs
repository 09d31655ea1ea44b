using System.Diagnostics;

namespace QaAnalyzer.Tests.Commands;

/// <summary>A folder in which commands of the built program are run one after the other.</summary>
internal sealed class Qa : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qa-command-");
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private readonly List<Process> _started = [];

    public string Folder => _folder.FullName;

    public static string Samples => Path.Combine(Product.DataFolder, "samples");

    /// <summary>An environment variable for the commands that follow, without its <c>QA_</c>.</summary>
    public Qa Set(string name, string value)
    {
        _settings["QA_" + name] = value;
        return this;
    }

    /// <summary>Writes a file into the folder and returns its name.</summary>
    public string Write(string name, params string[] lines)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, lines);
        return name;
    }

    public async Task<Ended> RunAsync(params string[] arguments)
    {
        var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Starts a command; what still runs at the end of the test is killed.</summary>
    public Process Start(params string[] arguments)
    {
        var start = BuiltProgram.Start(Folder, arguments);
        foreach (var (name, value) in _settings) start.Environment[name] = value;
        var process = Process.Start(start)!;
        _started.Add(process);
        return process;
    }

    public void Dispose()
    {
        foreach (var process in _started)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        _folder.Delete(recursive: true);
    }
}

/// <summary>What a command left behind.</summary>
internal sealed record Ended(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
