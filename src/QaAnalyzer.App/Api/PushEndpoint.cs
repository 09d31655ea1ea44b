using System.Data.Common;
using System.IO.Compression;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using QaAnalyzer.Sources;
using QaAnalyzer.Sources.Push;

namespace QaAnalyzer.App.Api;

/// <summary>
/// <c>POST /api/v1/conversations?source=…</c>: conversations in the native format, one a line, plain or gzip; answers one line a record. The
/// answer begins when all was read: a sender that reads only after it has sent would else wait for us while we wait for it.
/// </summary>
internal static class PushEndpoint
{
    public const string NdJson = "application/x-ndjson";

    public static void MapPush(this IEndpointRouteBuilder api) => api
        .MapPost("/conversations", PushAsync)
        .AddEndpointFilter(new KeyFilter(ApiRoles.Push))
        .WithMetadata(new DisableRequestSizeLimitAttribute())
        .WithName("push-conversations")
        .WithSummary("Push conversations in the native format, one JSON object a line, plain or gzip")
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Description = "One conversation of the native format a line; \"Content-Encoding: gzip\" is understood.",
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [NdJson] = new() },
            };
            return Task.CompletedTask;
        })
        .Produces<PushResult>(StatusCodes.Status200OK, NdJson)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> PushAsync(
        HttpContext http, string? source, PushIntake intake, PushGate gate, PushPurpose purpose, SourceStore sources, ILoggerFactory logs)
    {
        var key = KeyFilter.Key(http);
        if (source is not null && source != key.Source)
            return ApiProblem.Of(403, "Not this source", $"This key speaks for the source \"{key.Source}\" and not for \"{source}\".");
        if (Unpacked(http.Request) is not { } body)
            return ApiProblem.Of(415, "Unknown encoding", "Send the body plain, or packed with \"Content-Encoding: gzip\".");
        using var place = await gate.EnterAsync(key, http.RequestAborted);
        if (place.Refusal is { } refusal) return ApiProblem.Later(http, 429, "Too much at once", refusal.Reason, refusal.Wait, refusal.Limit);

        await using var answer = new FileBufferingWriteStream();
        var taken = 0L;
        try
        {
            await foreach (var result in intake.TakeAsync(body, purpose.Of(key.Source), gate.Limits.RecordBytes, http.RequestAborted))
            {
                await answer.WriteAsync(result.ToLine(), http.RequestAborted);
                taken++;
            }

            await sources.PushedAsync(key.Source, http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return ApiProblem.Of(
                400, "The body breaks off", $"It could be read up to record {taken}; those before it are stored. Push all of it again: what is stored stays as it is.");
        }
        catch (DbException e)
        {
            logs.CreateLogger(typeof(PushEndpoint)).LogError(e, "A push of {Source} stopped after {Taken} records", key.Source, taken);
            var advice = $"{taken} records are stored. Push all of it again: what is stored stays as it is.";
            return ApiProblem.Later(http, 503, "The database does not take it", advice, TimeSpan.FromSeconds(10));
        }

        http.Response.ContentType = NdJson;
        await answer.DrainBufferAsync(http.Response.Body, http.RequestAborted);
        return Results.Empty;
    }

    private static Stream? Unpacked(HttpRequest request) => request.Headers.ContentEncoding.ToString() switch
    {
        "" or "identity" => request.Body,
        "gzip" => new GZipStream(request.Body, CompressionMode.Decompress),
        _ => null,
    };
}
