using Microsoft.AspNetCore.Mvc;
using QaAnalyzer.Reviews;
using QaAnalyzer.Sources;
using QaAnalyzer.Sources.Push;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Api;

/// <summary>The API for other programs: addresses below <c>/api/v1</c>, keys instead of accounts, problems instead of pages.</summary>
internal static class ApiV1
{
    public static void AddServices(IServiceCollection services, WebHostSettings settings) => services
        .AddSingleton<ApiKeyStore>()
        .AddSingleton<SourceStore>()
        .AddSingleton<WorkStore>()
        .AddSingleton<HistoryStore>()
        .AddSingleton<RecordSaver>()
        .AddSingleton<PushIntake>()
        .AddSingleton(settings.Push)
        .AddSingleton<PushGate>()
        .AddSingleton(new PushPurpose(settings.Rubrics, settings.ActiveRubrics))
        .AddProblemDetails()
        .AddOpenApi("v1");

    /// <summary>Errors below <c>/api</c> are problem documents; must stand inside what turns errors into pages.</summary>
    public static void UseApiProblems(this IApplicationBuilder app) => app.UseWhen(
        http => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal),
        api => api.UseExceptionHandler().UseStatusCodePages());

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").AllowAnonymous();
        api.MapPush();
        api.MapGet("/sources", (SourceStore sources, CancellationToken cancel) => sources.StatusAsync(cancel))
            .AddEndpointFilter(new KeyFilter(ApiRoles.Status))
            .WithName("list-sources")
            .WithSummary("How the sources fare: last success, checkpoint, failures in a row, next try")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);

        // Without it an unknown address would be sent to the sign-in page.
        app.Map("/api/{**rest}", () => ApiProblem.Of(404, "No such address", "There is nothing here for this method; /api/openapi.json lists the addresses."))
            .AllowAnonymous()
            .ExcludeFromDescription();
        app.MapOpenApi("/api/openapi.json").AllowAnonymous();
    }
}
