namespace QaAnalyzer.Sources;

/// <summary>Renews a lease while a pull is at work, and stops the pull when the lease has gone to another.</summary>
internal sealed class LeaseHold : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _beats;

    public LeaseHold(SourceStore store, SourceLease lease, TimeProvider clock, CancellationToken cancel)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _beats = BeatAsync(store, lease, clock);
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

    // A beat that cannot be written is no loss yet; the checkpoint is guarded by the lease anyway.
    private Task BeatAsync(SourceStore store, SourceLease lease, TimeProvider clock) => Beats.EveryAsync(
        SourceStore.HeartbeatTime,
        clock,
        async beat =>
        {
            if (await store.RenewAsync(lease, beat)) return;
            IsLost = true;
            await _stop.CancelAsync();
            await _end.CancelAsync();
        },
        _end.Token);
}
