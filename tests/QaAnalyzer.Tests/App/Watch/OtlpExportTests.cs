using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Exporter;

namespace QaAnalyzer.Tests.App.Watch;

public class OtlpExportTests
{
    [Theory]
    [InlineData(OtlpExportProtocol.Grpc, HttpProtocols.Http2, "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "application/grpc")]
    [InlineData(OtlpExportProtocol.HttpProtobuf, HttpProtocols.Http1, "/v1/metrics", "application/x-protobuf")]
    public async Task Figures_of_the_site_and_of_the_process_arrive_at_a_collector(OtlpExportProtocol protocol, HttpProtocols spoken, string path, string type)
    {
        var received = new ConcurrentQueue<Received>();
        await using var collector = Collector(received, spoken);
        await collector.StartAsync();
        await using (var host = await PagesHost.StartAsync(watch: new() { Otlp = new(collector.Urls.First()), Protocol = protocol }))
        {
            await host.QueueAsync(2);

            // What is due is sent at the end at the latest.
            foreach (var service in host.App.Services.GetServices<IHostedService>()) await service.StopAsync(default);
        }

        Assert.NotEmpty(received);
        Assert.All(received, r => Assert.Equal((path, type), (r.Path, r.Type)));
        var all = string.Concat(received.Select(r => r.Body));
        foreach (var name in new[] { "qa.queue.waiting", "qa.database.up", "qa.lease.losses", "dotnet.process.cpu.time", "service.instance.id" })
            Assert.Contains(name, all, StringComparison.Ordinal);
    }

    /// <summary>Takes in what an OpenTelemetry collector takes in, and answers as one; names stand in a message as they are.</summary>
    private static WebApplication Collector(ConcurrentQueue<Received> received, HttpProtocols spoken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0, port => port.Protocols = spoken));
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Enqueue(new(context.Request.Path, context.Request.ContentType, Encoding.Latin1.GetString(body.ToArray())));
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
