using System.Threading.RateLimiting;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Api;

/// <summary>
/// Keeps pushes from overrunning the night and each other: few at a time of a key, of a source and of all, and none while too much work is
/// pending.
/// </summary>
internal sealed class PushGate : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(30);

    private readonly WorkStore _work;
    private readonly TimeProvider _clock;
    private readonly ConcurrencyLimiter _inside;
    private readonly ConcurrencyLimiter _places;
    private readonly PartitionedRateLimiter<string> _keys;
    private readonly PartitionedRateLimiter<string> _sources;
    private volatile Look? _last;

    public PushGate(PushLimits limits, WorkStore work, TimeProvider clock)
    {
        (Limits, _work, _clock) = (limits, work, clock);
        _inside = new(Places(new(limits.All.Concurrent + limits.All.Waiting, 0)));
        _places = new(Places(limits.All));
        _keys = PerName(limits.Key);
        _sources = PerName(limits.Source);
    }

    public PushLimits Limits { get; }

    /// <summary>A place to be disposed after the push, which waits for its turn; a place that is refused says which limit it was and when to come again.</summary>
    public async Task<PushPlace> EnterAsync(ApiKey key, CancellationToken cancel)
    {
        if (await IsFullAsync(cancel))
            return PushPlace.Refused("pending", $"More than {Limits.Pending} analyses are pending. Come again when they are done.", Later);

        // From the outside in: whoever waits for a place of its key keeps none from others, and how many wait is bounded by the whole.
        var place = new PushPlace();
        if (!place.Take(await _inside.AcquireAsync(1, cancel))) return Refuse(place, "all", "Of all pushes", Limits.All);
        try
        {
            if (!place.Take(await _keys.AcquireAsync(key.Id, 1, cancel))) return Refuse(place, "key", $"Of the key {key.Id}", Limits.Key);
            if (!place.Take(await _sources.AcquireAsync(key.Source, 1, cancel))) return Refuse(place, "source", $"Of the source {key.Source}", Limits.Source);
            return place.Take(await _places.AcquireAsync(1, cancel)) ? place : Refuse(place, "all", "Of all pushes", Limits.All);
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _inside.Dispose();
        _places.Dispose();
        _keys.Dispose();
        _sources.Dispose();
    }

    private static PushPlace Refuse(PushPlace place, string limit, string whose, PushPlaces places)
    {
        place.Dispose();
        return PushPlace.Refused(limit, $"{whose}, {places.Concurrent} are being taken and {places.Waiting} wait. Come again with fewer at a time.", Soon);
    }

    private static ConcurrencyLimiterOptions Places(PushPlaces places) => new()
    {
        PermitLimit = places.Concurrent,
        QueueLimit = places.Waiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };

    private static PartitionedRateLimiter<string> PerName(PushPlaces places) => PartitionedRateLimiter.Create<string, string>(
        name => RateLimitPartition.GetConcurrencyLimiter(name, _ => Places(places)), StringComparer.Ordinal);

    private async Task<bool> IsFullAsync(CancellationToken cancel)
    {
        if (_last is { } last && (_clock.GetUtcNow() - last.At).Duration() < LookEvery) return last.IsFull;
        var isFull = await _work.IsBeyondAsync(Limits.Pending, cancel);
        _last = new(_clock.GetUtcNow(), isFull);
        return isFull;
    }

    private sealed record Look(DateTimeOffset At, bool IsFull);
}
