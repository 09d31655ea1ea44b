using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace QaAnalyzer.App.Watch;

/// <summary>How those who run the product see what it does: logs, metrics, health.</summary>
internal sealed record WatchSettings
{
    public static WatchSettings None { get; } = new();

    /// <summary>Logs as one JSON object a line: <c>QA_Logging__Format</c> is <c>json</c> and not <c>text</c>.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>What a reader of <c>/metrics</c> must present as bearer token: <c>QA_Metrics__Token</c>; null lets everybody read.</summary>
    public string? Token { get; init; }

    /// <summary>Address on which a worker answers health and metrics: <c>QA_Worker__Urls</c>; null for none.</summary>
    public string? WorkerUrls { get; init; }

    /// <summary>Collector to which metrics are sent: <c>QA_Otlp__Endpoint</c>; null for none.</summary>
    public Uri? Otlp { get; init; }

    /// <summary><c>QA_Otlp__Protocol</c>: <c>grpc</c>, or <c>http/protobuf</c>.</summary>
    public OtlpExportProtocol Protocol { get; init; } = OtlpExportProtocol.Grpc;

    /// <exception cref="CommandException">A setting cannot be used.</exception>
    public static WatchSettings Read(IConfiguration configuration)
    {
        var otlp = Blank(configuration["Otlp:Endpoint"]);
        var protocol = Blank(configuration["Otlp:Protocol"]);
        if (otlp is null && protocol is not null) throw new CommandException("QA_Otlp__Protocol is set and QA_Otlp__Endpoint is not. Set both, or none to send nothing.");
        return new()
        {
            JsonLogs = Blank(configuration["Logging:Format"]) switch
            {
                null or "text" => false,
                "json" => true,
                var other => throw new CommandException($"QA_Logging__Format names no format: \"{other}\". Use text or json."),
            },
            Token = Blank(configuration["Metrics:Token"]),
            WorkerUrls = Blank(configuration["Worker:Urls"]),
            Otlp = otlp is null ? null : AddressOf(otlp),
            Protocol = protocol switch
            {
                null or "grpc" => OtlpExportProtocol.Grpc,
                "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
                var other => throw new CommandException($"QA_Otlp__Protocol names no protocol: \"{other}\". Use grpc or http/protobuf."),
            },
        };
    }

    private static Uri AddressOf(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        ? uri
        : throw new CommandException($"QA_Otlp__Endpoint is no address: \"{text}\". An example is http://collector:4317.");

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
