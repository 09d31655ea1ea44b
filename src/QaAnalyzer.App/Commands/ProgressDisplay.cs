using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace QaAnalyzer.App.Commands;

/// <summary>A bar with rate and time left on a terminal, a plain line every few seconds otherwise; always on standard error.</summary>
internal sealed class ProgressDisplay
{
    private static readonly TimeSpan PlainLineEvery = TimeSpan.FromSeconds(5);

    private readonly string _what;
    private readonly ProgressTask? _bar;
    private readonly Stopwatch _since = Stopwatch.StartNew();
    private TimeSpan _lastLine;

    private ProgressDisplay(string what, ProgressTask? bar)
    {
        _what = what;
        _bar = bar;
    }

    public static async Task<T> ShowAsync<T>(string what, long? total, Func<ProgressDisplay, Task<T>> work)
    {
        if (Console.IsErrorRedirected) return await work(new(what, null));
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(progress =>
            {
                var bar = progress.AddTask(what, maxValue: total ?? 1);
                bar.IsIndeterminate = total is null;
                return work(new(what, bar));
            });
    }

    public IProgress<T> Of<T>(Func<T, long> done, Func<T, long?>? total = null) => new Relay<T>(value => Report(done(value), total?.Invoke(value)));

    private void Report(long done, long? total)
    {
        var rate = done / Math.Max(0.001, _since.Elapsed.TotalSeconds);
        if (_bar is not null)
        {
            _bar.Description = string.Create(CultureInfo.InvariantCulture, $"{_what} {done} ({rate:0}/s)");
            if (total is not { } all) return;
            _bar.IsIndeterminate = false;
            _bar.MaxValue = Math.Max(1, all);
            _bar.Value = done;
            return;
        }

        if (_since.Elapsed - _lastLine < PlainLineEvery) return;
        _lastLine = _since.Elapsed;
        var left = total is { } known && rate > 0 ? string.Create(CultureInfo.InvariantCulture, $", {Math.Max(0, known - done) / rate:0} s left") : "";
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_what}: {done}{(total is { } of ? $" of {of}" : "")}, {rate:0}/s{left}"));
    }

    /// <summary>Reports in the caller's thread: the last number is shown before the command ends.</summary>
    private sealed class Relay<T>(Action<T> report) : IProgress<T>
    {
        public void Report(T value) => report(value);
    }
}
