namespace QaAnalyzer.App.Watch;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work, or why not.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => "live").AllowAnonymous();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, CancellationToken cancel) =>
        await readiness.WhyNotAsync(cancel) is { } reason ? Results.Text(reason, statusCode: StatusCodes.Status503ServiceUnavailable) : Results.Text("ready");
}
