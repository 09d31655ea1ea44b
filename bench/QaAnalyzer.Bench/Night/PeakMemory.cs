using System.Diagnostics;

namespace QaAnalyzer.Bench.Night;

/// <summary>The largest working set of this process between its making and its end.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer _timer;

    public PeakMemory() => _timer = new(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));

    public long Peak { get; private set; }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        using var process = Process.GetCurrentProcess();
        Peak = Math.Max(Peak, process.WorkingSet64);
    }
}
