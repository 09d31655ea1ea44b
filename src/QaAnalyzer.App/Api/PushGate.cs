using System.Threading.RateLimiting;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Api;

/// <summary>Keeps pushes from overrunning the night: few at a time, and none while too much work is pending.</summary>
internal sealed class PushGate(PushLimits limits, WorkStore work, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    private readonly ConcurrencyLimiter _places = new(new()
    {
        PermitLimit = limits.Concurrent,
        QueueLimit = limits.Waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private volatile Look? _last;

    public PushLimits Limits => limits;

    /// <summary>A place to be disposed after the push, which waits for its turn; without <see cref="PushPlace.Lease"/> it says when to come again.</summary>
    public async Task<PushPlace> EnterAsync(CancellationToken cancel)
    {
        if (await IsFullAsync(cancel))
            return new(null, $"More than {limits.Pending} analyses are pending. Come again when they are done.", TimeSpan.FromSeconds(30));
        var lease = await _places.AcquireAsync(1, cancel);
        if (lease.IsAcquired) return new(lease, "", default);
        lease.Dispose();
        return new(null, $"{limits.Concurrent} pushes are being taken and {limits.Waiting} wait. Come again with fewer at a time.", TimeSpan.FromSeconds(2));
    }

    public void Dispose() => _places.Dispose();

    private async Task<bool> IsFullAsync(CancellationToken cancel)
    {
        if (_last is { } last && (clock.GetUtcNow() - last.At).Duration() < LookEvery) return last.IsFull;
        var isFull = await work.IsBeyondAsync(limits.Pending, cancel);
        _last = new(clock.GetUtcNow(), isFull);
        return isFull;
    }

    private sealed record Look(DateTimeOffset At, bool IsFull);
}

/// <summary>A place among the pushes, or why there is none.</summary>
internal sealed record PushPlace(RateLimitLease? Lease, string Reason, TimeSpan Wait) : IDisposable
{
    public void Dispose() => Lease?.Dispose();
}
