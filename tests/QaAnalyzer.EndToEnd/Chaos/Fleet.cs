using System.Collections.Concurrent;
using System.Diagnostics;
using QaAnalyzer.Tests.Commands;

namespace QaAnalyzer.EndToEnd.Chaos;

/// <summary>Two processes <c>qa worker</c> on one database and one inbox folder; a night run starts every few seconds on one of them.</summary>
internal sealed class Fleet(string connectionString, string engine = "Quartz") : IDisposable
{
    private const string Never = "0 0 0 1 1 ?";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qa-fleet-");
    private readonly Process?[] _workers = new Process?[2];
    private readonly ConcurrentDictionary<Process, long> _ready = [];

    private readonly ConcurrentQueue<string> _errors = [];

    public int Size => _workers.Length;

    /// <summary>What the workers have said on their standard error so far: their logs.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    public string Inbox => Path.Combine(_folder.FullName, "qa-data", "inbox");

    /// <summary>Puts short chats into the inbox, a tenth a file, all at one moment: workers may look already.</summary>
    public void Fill(int conversations)
    {
        var made = _folder.CreateSubdirectory("made").FullName;
        foreach (var file in Enumerable.Range(1, conversations).GroupBy(i => i % 10))
            File.WriteAllLines(Path.Combine(made, $"{file.Key}.jsonl"), file.Select(LineOf));
        Directory.CreateDirectory(Inbox);
        Directory.Delete(Inbox);
        Directory.Move(made, Inbox);
    }

    /// <summary>Does a night run in a process of its own, to its end.</summary>
    public async Task<(int ExitCode, string Error)> RunNightAsync()
    {
        using var process = Process.Start(StartOf("run", "nightly"))!;
        process.BeginOutputReadLine();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    /// <param name="worker">Which of them.</param>
    /// <param name="ahead">By how much its clock is, as on a machine of its own; null for the clock and the name of this one.</param>
    public void Start(int worker, TimeSpan? ahead = null)
    {
        var start = StartOf("worker");
        start.Environment["QA_NightlyCron"] = "0/5 * * * * ?";
        start.Environment["QA_Jobs__Engine"] = engine;
        foreach (var job in new[] { "QA_IntakeCron", "QA_RerunsCron", "QA_LearningCron" }) start.Environment[job] = Never;
        if (ahead is { } time) OtherClock.Put(start, $"qa-{worker}", time);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, said) =>
        {
            if (said.Data?.StartsWith("The worker is ready", StringComparison.Ordinal) == true) _ready[process] = Stopwatch.GetTimestamp();
        };
        process.ErrorDataReceived += (_, said) => _errors.Enqueue(said.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _workers[worker] = process;
    }

    /// <summary>When a worker has said that it is ready, on the stopwatch; null while it has not.</summary>
    public long? ReadyAt(int worker) => _workers[worker] is { } process && _ready.TryGetValue(process, out var moment) ? moment : null;

    public async Task KillAsync(int worker)
    {
        if (_workers[worker] is not { } process) return;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        _workers[worker] = null;
    }

    public void Dispose()
    {
        for (var i = 0; i < Size; i++) KillAsync(i).GetAwaiter().GetResult();
        _folder.Delete(recursive: true);
    }

    private ProcessStartInfo StartOf(params string[] arguments)
    {
        var start = BuiltProgram.Start(_folder.FullName, arguments);
        start.Environment["QA_ConnectionStrings__Database"] = connectionString;
        return start;
    }

    private static string LineOf(int number) =>
        $$"""
        {"id":"c{{number}}","channel":"chat","language":"zh","utterances":[{"speaker":"customer","text":"我的订单{{number}}还没到","start":0},{"speaker":"agent","text":"您好，非常抱歉，我马上为您查询","start":{{5 + (number % 90)}}},{"speaker":"customer","text":"好的谢谢","start":120}]}
        """;
}
