using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Watch;

/// <summary>
/// Sends the same instruments to an OpenTelemetry collector. How often, with which headers and certificates is said by the standard variables
/// (<c>OTEL_METRIC_EXPORT_INTERVAL</c>, <c>OTEL_EXPORTER_OTLP_HEADERS</c> …); a collector that is away costs nothing but its figures.
/// </summary>
internal sealed class OtlpExport(WatchSettings settings, SiteGauges gauges, TimeProvider clock) : BackgroundService
{
    /// <summary>How old the figures of the site may be that are sent.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            await gauges.RefreshAsync(stoppingToken);

            // Sends the last figures when it is disposed of.
            using var provider = Build();
            QaMeter.Begin();
            while (await timer.WaitForNextTickAsync(stoppingToken)) await gauges.RefreshAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private MeterProvider Build() => Sdk.CreateMeterProviderBuilder()
        .AddMeter([.. MetricCollector.Meters])
        .ConfigureResource(r => r.AddService("qa", serviceVersion: ProductVersion.Text, serviceInstanceId: WorkerProcess.Current))
        .AddOtlpExporter(o =>
        {
            o.Protocol = settings.Protocol;
            o.Endpoint = AddressOf(settings.Otlp!);
        })
        .Build();

    // The exporter takes an address that it is given as it is; the protocol over HTTP has a path of its own (opentelemetry.io/docs/specs/otlp).
    private Uri AddressOf(Uri endpoint) =>
        settings.Protocol == OtlpExportProtocol.HttpProtobuf && endpoint.AbsolutePath == "/" ? new(endpoint, "v1/metrics") : endpoint;
}
