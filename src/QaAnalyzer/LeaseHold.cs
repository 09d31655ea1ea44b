namespace QaAnalyzer;

/// <summary>Renews a lease while what it stands for is at work, and stops that when the lease has gone to another.</summary>
internal sealed class LeaseHold : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _beats;

    /// <param name="renew">False when the lease has gone to another.</param>
    /// <param name="beat">How often it is renewed: a fraction of its time.</param>
    /// <param name="clock">Of the beats.</param>
    /// <param name="cancel">Stops the work from outside.</param>
    public LeaseHold(Func<CancellationToken, Task<bool>> renew, TimeSpan beat, TimeProvider clock, CancellationToken cancel)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _beats = BeatAsync(renew, beat, clock);
    }

    /// <summary>Cancelled from outside or because the lease is lost.</summary>
    public CancellationToken Token => _stop.Token;

    public bool IsLost { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beats;
        _end.Dispose();
        _stop.Dispose();
    }

    // A beat that cannot be written is no loss yet.
    private Task BeatAsync(Func<CancellationToken, Task<bool>> renew, TimeSpan beat, TimeProvider clock) => Beats.EveryAsync(
        beat,
        clock,
        async stop =>
        {
            if (await renew(stop)) return;
            IsLost = true;
            await _stop.CancelAsync();
            await _end.CancelAsync();
        },
        _end.Token);
}
