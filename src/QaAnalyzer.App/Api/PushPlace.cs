using System.Threading.RateLimiting;

namespace QaAnalyzer.App.Api;

/// <summary>A place among the pushes, given back when it is disposed; or why there is none.</summary>
internal sealed class PushPlace : IDisposable
{
    private readonly Stack<RateLimitLease> _leases = [];

    /// <summary>Null for a place that was given.</summary>
    public PushRefusal? Refusal { get; private init; }

    public static PushPlace Refused(string limit, string reason, TimeSpan wait) => new() { Refusal = new(limit, reason, wait) };

    /// <summary>False when the lease was not given.</summary>
    public bool Take(RateLimitLease lease)
    {
        _leases.Push(lease);
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        while (_leases.TryPop(out var lease)) lease.Dispose();
    }
}

/// <summary>Why a push finds no place.</summary>
/// <param name="Limit">The one that is reached: <c>key</c>, <c>source</c>, <c>all</c> or <c>pending</c>.</param>
/// <param name="Reason">For people.</param>
/// <param name="Wait">When to come again.</param>
internal sealed record PushRefusal(string Limit, string Reason, TimeSpan Wait);
