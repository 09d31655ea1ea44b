using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OpenTelemetry.Exporter;

namespace QaAnalyzer.Tests.App.Watch;

public class OtlpExportTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // As an operator says it; the usual is a minute.
    static OtlpExportTests() => Environment.SetEnvironmentVariable("OTEL_METRIC_EXPORT_INTERVAL", "200");

    [Theory]
    [InlineData(OtlpExportProtocol.Grpc, HttpProtocols.Http2, "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "application/grpc")]
    [InlineData(OtlpExportProtocol.HttpProtobuf, HttpProtocols.Http1, "/v1/metrics", "application/x-protobuf")]
    public async Task Figures_of_the_site_and_of_the_process_arrive_at_a_collector(OtlpExportProtocol protocol, HttpProtocols spoken, string path, string type)
    {
        var received = Channel.CreateUnbounded<Received>();
        await using var collector = Collector(received.Writer, spoken);
        await collector.StartAsync();
        await using var host = await PagesHost.StartAsync(watch: new() { Otlp = new(collector.Urls.First()), Protocol = protocol });
        var first = await received.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.Equal((path, type), (first.Path, first.Type));
        foreach (var name in new[] { "qa.queue.waiting", "qa.database.up", "qa.lease.losses", "dotnet.process.cpu.time", "service.instance.id" })
            Assert.Contains(name, first.Body, StringComparison.Ordinal);

        // A collector that is heard is asked again.
        Assert.Equal(path, (await received.Reader.ReadAsync().AsTask().WaitAsync(Patience)).Path);
    }

    /// <summary>Takes in what an OpenTelemetry collector takes in, and answers as one; names stand in a message as they are.</summary>
    private static WebApplication Collector(ChannelWriter<Received> received, HttpProtocols spoken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, port => port.Protocols = spoken));
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            await received.WriteAsync(new(context.Request.Path, context.Request.ContentType, Encoding.Latin1.GetString(body.ToArray())));
            context.Response.ContentType = context.Request.ContentType;
            if (spoken != HttpProtocols.Http2) return;

            // An empty message behind its flag and length, and the status behind that.
            context.Response.AppendTrailer("grpc-status", "0");
            await context.Response.Body.WriteAsync(new byte[5]);
        });
        return collector;
    }

    private sealed record Received(string? Path, string? Type, string Body);
}
