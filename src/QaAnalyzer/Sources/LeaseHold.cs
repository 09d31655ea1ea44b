using System.Data.Common;

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

    private async Task BeatAsync(SourceStore store, SourceLease lease, TimeProvider clock)
    {
        using var timer = new PeriodicTimer(SourceStore.HeartbeatTime, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                if (await IsHeldAsync(store, lease)) continue;
                IsLost = true;
                await _stop.CancelAsync();
                return;
            }
        }
        catch (OperationCanceledException)
        {
            return;
        }
    }

    // A beat that cannot be written is no loss yet; the checkpoint is guarded by the lease anyway.
    private async Task<bool> IsHeldAsync(SourceStore store, SourceLease lease)
    {
        try
        {
            return await store.RenewAsync(lease, _end.Token);
        }
        catch (DbException)
        {
            return true;
        }
    }
}
