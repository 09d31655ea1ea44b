using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.App.Api;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Commands;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.App.Api;

public class ApiAccessTests
{
    private static readonly Uri Push = new("api/v1/conversations", UriKind.Relative);
    private static readonly Uri Status = new("api/v1/sources", UriKind.Relative);

    [Fact]
    public async Task Refusals_are_problems_in_plain_words()
    {
        await using var host = await PagesHost.StartAsync();
        var keys = host.App.Services.GetRequiredService<ApiKeyStore>();
        var pushKey = await keys.CreateAsync("shop", ApiRoles.Push);
        var statusKey = await keys.CreateAsync("shop", ApiRoles.Status);
        var revoked = await keys.CreateAsync("shop", ApiRoles.Push);
        Assert.True(await keys.RevokeAsync(revoked.Split('_')[1]));
        Assert.False(await keys.RevokeAsync(revoked.Split('_')[1]));

        Assert.Equal((401, "No valid key"), await RefusedAsync(host, null, Push));
        Assert.Equal((401, "No valid key"), await RefusedAsync(host, "qa_1_2", Push));
        Assert.Equal((401, "No valid key"), await RefusedAsync(host, pushKey[..^1] + (pushKey[^1] == 'A' ? 'E' : 'A'), Push));
        Assert.Equal((401, "No valid key"), await RefusedAsync(host, revoked, Push));
        Assert.Equal((403, "Not with this key"), await RefusedAsync(host, statusKey, Push));
        Assert.Equal((403, "Not this source"), await RefusedAsync(host, pushKey, new("api/v1/conversations?source=bank", UriKind.Relative)));
        Assert.Equal((415, "Unknown encoding"), await RefusedAsync(host, pushKey, Push, "br"));
        Assert.Equal((404, "No such address"), await RefusedAsync(host, pushKey, new("api/v1/nothing", UriKind.Relative)));
    }

    [Fact]
    public async Task Status_lists_the_sources_for_keys_of_that_role_alone()
    {
        await using var host = await PagesHost.StartAsync();
        var keys = host.App.Services.GetRequiredService<ApiKeyStore>();
        using var pusher = Client(host, await keys.CreateAsync("shop", ApiRoles.Push));
        using var watcher = Client(host, await keys.CreateAsync("shop", ApiRoles.Status));
        using var body = ServedQa.Body(System.Text.Encoding.UTF8.GetBytes(Night.Line("c1")));
        Assert.Equal(HttpStatusCode.OK, (await pusher.PostAsync(Push, body)).StatusCode);

        Assert.Equal(HttpStatusCode.Forbidden, (await pusher.GetAsync(Status)).StatusCode);
        using var answer = JsonDocument.Parse(await watcher.GetStringAsync(Status));
        var shop = Assert.Single(answer.RootElement.EnumerateArray());
        Assert.Equal(("shop", "push", 0), (shop.GetProperty("source").GetString(), shop.GetProperty("kind").GetString(), shop.GetProperty("failures").GetInt32()));
    }

    [Fact]
    public async Task The_description_of_the_interface_names_the_addresses()
    {
        await using var host = await PagesHost.StartAsync();
        using var client = Client(host, null);
        using var answer = JsonDocument.Parse(await client.GetStringAsync(new Uri("api/openapi.json", UriKind.Relative)));
        var paths = answer.RootElement.GetProperty("paths");
        var push = paths.GetProperty("/api/v1/conversations").GetProperty("post");
        Assert.True(push.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/x-ndjson", out _));
        Assert.True(push.GetProperty("responses").TryGetProperty("429", out _));
        Assert.True(paths.TryGetProperty("/api/v1/sources", out _));
    }

    [Fact]
    public async Task The_database_holds_no_secret_of_a_key()
    {
        await using var host = await PagesHost.StartAsync();
        var key = await host.App.Services.GetRequiredService<ApiKeyStore>().CreateAsync("shop", ApiRoles.Push);
        await using var connection = await host.Database.OpenAsync();
        var stored = await Dapper.SqlMapper.ExecuteScalarAsync<string>(connection, "SELECT group_concat(id || source || role || hex(hash)) FROM api_keys");
        Assert.DoesNotContain(key.Split('_', 3)[2], stored, StringComparison.Ordinal);
    }

    private static HttpClient Client(PagesHost host, string? key)
    {
        var client = new HttpClient { BaseAddress = host.Address };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    private static async Task<(int, string?)> RefusedAsync(PagesHost host, string? key, Uri address, string? encoding = null)
    {
        using var client = Client(host, key);
        using var body = ServedQa.Body([], encoding);
        using var answer = await client.PostAsync(address, body);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((int)answer.StatusCode, problem.RootElement.GetProperty("status").GetInt32());
        return ((int)answer.StatusCode, problem.RootElement.GetProperty("title").GetString());
    }
}
