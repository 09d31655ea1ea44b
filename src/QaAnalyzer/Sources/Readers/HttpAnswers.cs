using System.Net;
using System.Text.Json;
using QaAnalyzer.Transcripts.Json;

namespace QaAnalyzer.Sources.Readers;

/// <summary>
/// One request after the other to an API, at its pace, each repeated where that may help. Messages name the host, never query, token or answer.
/// </summary>
internal sealed class HttpAnswers(HttpSource source, HttpClient client, SourcePace pace, string? token, TimeProvider clock)
{
    /// <exception cref="SourceException">No answer that could be used, after all repetitions.</exception>
    public Task<JsonDocument> GetAsync(Uri address, CancellationToken cancel) => pace.AskAsync(token => TryAsync(address, token), cancel);

    /// <summary>Redirects are not followed: the token is meant for one host.</summary>
    public static HttpClient NewClient() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private async Task<JsonDocument> TryAsync(Uri address, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(source.Timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Accept.ParseAdd("application/json");
            if (token is not null) request.Headers.Authorization = new("Bearer", token);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            if (answer.StatusCode != HttpStatusCode.OK) throw Refused(answer);
            await using var body = await answer.Content.ReadAsStreamAsync(limit.Token);
            return await JsonDocument.ParseAsync(new LimitedStream(body, JsonRecord.LimitBytes), cancellationToken: limit.Token);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw Failed(SourceException.Network, $"no whole answer within {source.Timeout.TotalSeconds} s", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            var kind = e is HttpRequestException { HttpRequestError: var error } ? error : HttpRequestError.ResponseEnded;
            throw Failed(SourceException.Network, $"no whole answer ({kind})", e);
        }
        catch (JsonException e)
        {
            throw Failed(SourceException.Answer, "expected JSON, got an answer that is not", e);
        }
        catch (InvalidDataException e)
        {
            var limitMegabytes = JsonRecord.LimitBytes >> 20;
            throw Failed(SourceException.Answer, $"expected a page of at most {limitMegabytes} MB, got a longer or broken one; make pageSize smaller", e);
        }
    }

    private SourceException Refused(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        var (kind, what) = status switch
        {
            401 or 403 => (SourceException.Access, $"the token was refused (HTTP {status}); renew what {source.Token ?? "the environment variable"} holds"),
            429 => (SourceException.Throttled, "too many requests (HTTP 429); lower the rate"),
            408 or >= 500 => (SourceException.Server, $"it fails (HTTP {status})"),
            >= 300 and < 400 => (SourceException.Settings, $"it is elsewhere (HTTP {status}); write its new address into url"),
            _ => (SourceException.Answer, $"it refuses the request (HTTP {status}); check url and parameters"),
        };
        return Failed(kind, what, null, status, Patience(answer));
    }

    private TimeSpan? Patience(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } until } when until > clock.GetUtcNow() => until - clock.GetUtcNow(),
        _ => null,
    };

    private SourceException Failed(string kind, string what, Exception? inner, int? status = null, TimeSpan? patience = null) =>
        new(kind, $"source {source.Id}: {source.Url.Host}: {what}", inner) { Status = status, RetryAfter = patience };
}
