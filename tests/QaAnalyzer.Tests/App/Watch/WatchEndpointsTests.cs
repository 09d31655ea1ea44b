using System.Net;
using System.Net.Http.Headers;
using Dapper;
using QaAnalyzer.App.Watch;

namespace QaAnalyzer.Tests.App.Watch;

public class WatchEndpointsTests
{
    [Fact]
    public async Task Live_and_ready_answer_without_a_sign_in()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = new Visitor(host);
        Assert.Equal("live", await visitor.ReadAsync("/health/live"));
        Assert.Equal("ready", await visitor.ReadAsync("/health/ready"));
    }

    [Fact]
    public async Task Ready_says_503_when_the_database_has_no_tables()
    {
        await using var host = await PagesHost.StartAsync();
        await using (var connection = await host.Database.OpenAsync()) await connection.ExecuteAsync("DROP TABLE migrations");
        using var visitor = new Visitor(host);
        var answer = await visitor.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "the database does not answer"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal("live", await visitor.ReadAsync("/health/live"));
    }

    [Fact]
    public async Task Metrics_tell_what_waits_and_how_requests_went()
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(2);
        using var visitor = new Visitor(host);
        await visitor.GetAsync("/health/live");
        var answer = await visitor.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        Assert.Contains("qa_queue_waiting{queue=\"review\"} 2", lines);
        Assert.Contains("qa_quarantine_open 0", lines);
        Assert.Contains("qa_database_up 1", lines);
        Assert.Contains(lines, l => l.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal) && l.Contains("http_route=\"/health/live\"", StringComparison.Ordinal) && l.EndsWith(" 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metrics_say_when_the_database_is_gone_and_leave_its_figures_out()
    {
        await using var host = await PagesHost.StartAsync();
        await using (var connection = await host.Database.OpenAsync()) await connection.ExecuteAsync("DROP TABLE nodes");
        using var visitor = new Visitor(host);
        var text = await visitor.ReadAsync("/metrics");
        Assert.Contains("qa_database_up 0\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("qa_queue_waiting", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("wrong", HttpStatusCode.Unauthorized)]
    [InlineData("secret-1", HttpStatusCode.OK)]
    public async Task With_a_token_set_only_those_who_present_it_read_metrics(string? token, HttpStatusCode expected)
    {
        await using var host = await PagesHost.StartAsync(watch: new() { Token = "secret-1" });
        using var client = new HttpClient();
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await client.GetAsync(new Uri(host.Address, "/metrics"));
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal(expected == HttpStatusCode.OK, (await answer.Content.ReadAsStringAsync()).Contains("qa_database_up 1", StringComparison.Ordinal));
    }
}
