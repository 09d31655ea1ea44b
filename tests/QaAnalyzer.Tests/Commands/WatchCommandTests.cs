using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.Commands;

/// <summary>What an operator sees of a worker at work.</summary>
public class WatchCommandTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_worker_with_an_address_tells_what_it_has_done_and_that_it_is_ready()
    {
        using var qa = new Qa().Set("IntakeCron", "* * * * * ?").Set("Worker__Urls", "http://127.0.0.1:0");
        qa.Write("qa-data/inbox/a.jsonl", [.. Night.Lines(3), "{ broken"]);
        var process = qa.Start("worker");
        var address = (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience))!.Split(' ')[^1];
        await ReadUntilAsync(process.StandardError, "Job intake");

        using var client = new HttpClient { BaseAddress = new(address) };
        var lines = (await client.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n');
        Assert.Contains("qa_analyses_total 6", lines);
        Assert.Contains("qa_lease_losses_total 0", lines);
        Assert.Contains(lines, l => l.StartsWith("qa_records_total{outcome=\"accepted\",", StringComparison.Ordinal) && l.EndsWith(" 3", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("qa_records_total{outcome=\"quarantined\",", StringComparison.Ordinal) && l.EndsWith(" 1", StringComparison.Ordinal));
        Assert.Contains("qa_chunk_duration_seconds_count{stage=\"write\"} 1", lines);
        Assert.Contains(lines, l => l.StartsWith("qa_job_duration_seconds_count{job=\"intake\",outcome=\"succeeded\"} ", StringComparison.Ordinal));
        Assert.Contains("qa_quarantine_open 1", lines);
        Assert.Contains("qa_queue_waiting{queue=\"review\"} 6", lines);
        Assert.Contains("qa_nodes{role=\"worker\"} 1", lines);
        Assert.Contains(lines, l => l.StartsWith("qa_job_last_success_seconds{job=\"intake\"} ", StringComparison.Ordinal));
        Assert.Equal("ready", await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)));
    }

    [Fact]
    public async Task Logs_as_json_are_an_object_a_line_and_keep_chinese_readable()
    {
        await using var night = await Night.OpenAsync("sqlite");
        await new RunControl(night.Database, TimeProvider.System).AddAsync(new() { Job = "intake", Action = RunAction.Pause, Reason = "数据库\"维护\"", ByWhom = "li" });
        using var qa = new Qa().Set("IntakeCron", "* * * * * ?").Set("ConnectionStrings__Database", night.ConnectionString).Set("Logging__Format", "json");
        var line = await ReadUntilAsync(qa.Start("worker").StandardError, "数据库");
        using var log = JsonDocument.Parse(line);
        Assert.Equal("Warning", log.RootElement.GetProperty("LogLevel").GetString());
        Assert.Contains("intake is paused by li: 数据库\"维护\"", log.RootElement.GetProperty("Message").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("Z", log.RootElement.GetProperty("Timestamp").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_is_set_gets_the_same_figures()
    {
        var received = new ConcurrentQueue<string>();
        await using var collector = Collector(received);
        await collector.StartAsync();
        using var qa = new Qa().Set("IntakeCron", "* * * * * ?").Set("Otlp__Endpoint", collector.Urls.First()).Set("Otlp__Protocol", "http/protobuf");
        qa.Write("qa-data/inbox/a.jsonl", Night.Lines(3));
        var process = qa.Start("worker");
        await ReadUntilAsync(process.StandardError, "Job intake");

        // What was not sent yet is sent at the end.
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, process.ExitCode);
        var all = string.Concat(received);
        foreach (var name in new[] { "qa.analyses", "qa.chunk.duration", "qa.queue.waiting", "dotnet.process.cpu.time", "service.instance.id" }) Assert.Contains(name, all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_warns_of_a_pull_that_failed_by_class_and_count_alone_and_counts_it()
    {
        using var qa = new Qa().Set("IntakeCron", "* * * * * ?").Set("Worker__Urls", "http://127.0.0.1:0").Set("Sources", "sources.yaml");
        qa.Write("sources.yaml", "sources:", "  - {id: recorder, kind: inbox, folder: secret-folder, schedule: '* * * * * ?'}");
        var process = qa.Start("worker");
        var address = (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience))!.Split(' ')[^1];
        var warning = await ReadUntilAsync(process.StandardError, "recorder");
        Assert.Contains("Job intake: the pull of recorder failed: settings, 1 in a row, next try 20", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-folder", warning, StringComparison.Ordinal);

        using var client = new HttpClient { BaseAddress = new(address) };
        var lines = (await client.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n');
        Assert.Contains("qa_pulls_total{outcome=\"settings\",source=\"recorder\"} 1", lines);
        Assert.Contains("qa_source_failures{source=\"recorder\"} 1", lines);
    }

    /// <summary>Takes in what an OpenTelemetry collector takes in over HTTP; names stand in it as they are.</summary>
    private static WebApplication Collector(ConcurrentQueue<string> received)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            if (context.Request.Path == "/v1/metrics") received.Enqueue(Encoding.Latin1.GetString(body.ToArray()));
        });
        return collector;
    }

    private static async Task<string> ReadUntilAsync(StreamReader log, string wanted)
    {
        string? line;
        do line = await log.ReadLineAsync().WaitAsync(Patience);
        while (line?.Contains(wanted, StringComparison.Ordinal) == false);
        return line ?? throw new EndOfStreamException($"The log ended before \"{wanted}\".");
    }
}
