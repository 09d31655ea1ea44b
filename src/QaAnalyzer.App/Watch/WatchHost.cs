using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Watch;

/// <summary>Puts what watches the product into a host, for pages and for workers.</summary>
internal static class WatchHost
{
    public static IServiceCollection AddWatch(this IServiceCollection services, WatchSettings settings, Database database, TimeProvider clock)
    {
        services.AddMetrics()
            .AddSingleton(settings)
            .AddSingleton<MetricCollector>()
            .AddSingleton<Readiness>()
            .AddSingleton(host => ActivatorUtilities.CreateInstance<SiteGauges>(host, database, clock));
        if (settings.Otlp is not null) services.AddHostedService(host => ActivatorUtilities.CreateInstance<OtlpExport>(host, settings, clock));
        return services;
    }

    public static void MapWatch(this IEndpointRouteBuilder app)
    {
        app.MapHealth();
        app.MapMetrics();
    }
}
