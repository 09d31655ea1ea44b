using System.Threading.RateLimiting;
using Polly;
using Polly.Retry;

namespace QaAnalyzer.Sources.Readers;

/// <summary>How fast a source is asked, and how often again: evenly spread requests, repeated with growing waits and jitter.</summary>
internal sealed class SourcePace : IDisposable
{
    private readonly TokenBucketRateLimiter _limiter;
    private readonly ResiliencePipeline _retry;

    public SourcePace(SourceSettings settings, TimeProvider clock)
    {
        _limiter = new(new()
        {
            TokenLimit = 1,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = (settings.Rate ?? new()).Gap,
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        var most = TimeSpan.FromSeconds(settings.Retry.MostSeconds);
        _retry = settings.Retry.Times == 0
            ? ResiliencePipeline.Empty
            : new ResiliencePipelineBuilder { TimeProvider = clock }
                .AddRetry(new RetryStrategyOptions
                {
                    // A source that wants to be left alone for longer is asked again at its next time.
                    ShouldHandle = new PredicateBuilder().Handle<SourceException>(e => e.IsTransient && !(e.RetryAfter > most)),
                    MaxRetryAttempts = settings.Retry.Times,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromSeconds(settings.Retry.FirstSeconds),
                    MaxDelay = most,
                    DelayGenerator = static args => new((args.Outcome.Exception as SourceException)?.RetryAfter),
                })
                .Build();
    }

    /// <summary>Asks when its turn has come, and again where that may help.</summary>
    public async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancel) => await _retry.ExecuteAsync(
        async token =>
        {
            using var turn = await _limiter.AcquireAsync(1, token);
            return await request(token);
        },
        cancel);

    public void Dispose() => _limiter.Dispose();
}
