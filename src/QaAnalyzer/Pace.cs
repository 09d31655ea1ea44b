namespace QaAnalyzer;

/// <summary>Holds work back to so many units a second, counted from its beginning, so that one slow chunk is made up for by the next.</summary>
/// <param name="perSecond">Null is no limit.</param>
/// <param name="clock">What time passes by.</param>
internal sealed class Pace(double? perSecond, TimeProvider clock)
{
    private readonly long _began = clock.GetTimestamp();
    private long _done;

    /// <summary>How many to take next: no more than about a second's worth.</summary>
    public int Next(int most) => perSecond is { } rate ? (int)Math.Clamp(Math.Ceiling(rate), 1, most) : most;

    public async Task WaitAsync(int done, CancellationToken cancel)
    {
        _done += done;
        if (perSecond is not { } rate) return;
        var early = TimeSpan.FromSeconds(_done / rate) - clock.GetElapsedTime(_began);
        if (early > TimeSpan.Zero) await Task.Delay(early, clock, cancel);
    }
}
