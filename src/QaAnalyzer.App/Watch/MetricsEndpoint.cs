using System.Security.Cryptography;
using System.Text;

namespace QaAnalyzer.App.Watch;

/// <summary><c>/metrics</c>: what this process did and how the site stands, for Prometheus.</summary>
internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        // Made here and not by the first who asks: it counts from then on.
        var collector = app.ServiceProvider.GetRequiredService<MetricCollector>();
        app.MapGet("/metrics", (HttpContext context, SiteGauges gauges, WatchSettings settings) => WriteAsync(context, collector, gauges, settings)).AllowAnonymous();
    }

    private static async Task<IResult> WriteAsync(HttpContext context, MetricCollector collector, SiteGauges gauges, WatchSettings settings)
    {
        if (settings.Token is { } token && !Presents(context.Request, token))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.Text("QA_Metrics__Token is set: send it as a bearer token", statusCode: StatusCodes.Status401Unauthorized);
        }

        await gauges.RefreshAsync(context.RequestAborted);
        return Results.Text(collector.Write(), MetricCollector.ContentType);
    }

    // Takes as long whatever is wrong with it.
    private static bool Presents(HttpRequest request, string token) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString())), SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + token)));
}
