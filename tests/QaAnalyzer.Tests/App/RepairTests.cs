using System.Net;
using QaAnalyzer.App.Accounts;

namespace QaAnalyzer.Tests.App;

public class RepairTests
{
    private static readonly (string, string)[] Swap = [("repair", "swap-sides"), ("back", "read")];

    [Fact]
    public async Task A_flag_stands_at_the_top_of_both_pages_with_what_to_do()
    {
        await using var host = await PagesHost.StartAsync();
        var key = await host.QueueSwappedAsync();
        using var visitor = await Visitor.SignedInAsync(host);
        foreach (var path in new[] { $"/review/{key}", $"/conversations/{key}" })
        {
            var page = await visitor.ReadAsync(path);
            Assert.Contains("客服与客户疑似对调", page, StringComparison.Ordinal);
            Assert.Contains("data-repair", page, StringComparison.Ordinal);
            Assert.True(page.IndexOf("class=\"doubt\"", StringComparison.Ordinal) < page.IndexOf("class=\"transcript\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_plain_form_swaps_without_scripts_and_leads_to_the_new_version()
    {
        await using var host = await PagesHost.StartAsync();
        var key = await host.QueueSwappedAsync();
        await host.AddAsync("mei", Roles.Evaluator);
        using var visitor = await Visitor.SignedInAsync(host, "mei");
        var answer = await visitor.PostAsync($"/conversations/{key}", $"/conversations/{key}/repair", Swap);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/conversations/{key + 1}", answer.Headers.Location!.ToString());

        var now = await visitor.ReadAsync($"/conversations/{key + 1}");
        Assert.DoesNotContain("客服与客户疑似对调", now, StringComparison.Ordinal);
        Assert.Contains("客服与客户已对调 · mei", now, StringComparison.Ordinal);
        Assert.Contains($"/conversations/{key + 1}?rubric=", await visitor.ReadAsync($"/conversations/{key}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_superseded_version_offers_no_repair_and_refuses_one()
    {
        await using var host = await PagesHost.StartAsync();
        var key = await host.QueueSwappedAsync();
        using var visitor = await Visitor.SignedInAsync(host);
        await visitor.PostAsync($"/conversations/{key}", $"/conversations/{key}/repair", Swap);
        Assert.DoesNotContain("/repair", await visitor.ReadAsync($"/conversations/{key}"), StringComparison.Ordinal);
        await visitor.PostAsync($"/conversations/{key + 1}", $"/conversations/{key}/repair", Swap);
        Assert.Contains("最新版本", await visitor.ReadAsync($"/conversations/{key}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Roles.Agent)]
    [InlineData(Roles.Operations)]
    public async Task Others_than_leads_and_evaluators_may_not_repair(string role)
    {
        await using var host = await PagesHost.StartAsync();
        var key = await host.QueueSwappedAsync();
        await host.AddAsync("person", role, "A12");
        using var visitor = await Visitor.SignedInAsync(host, "person");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync("/", $"/conversations/{key}/repair", Swap)).StatusCode);
        if (role == Roles.Agent) Assert.DoesNotContain("/repair", await visitor.ReadAsync($"/conversations/{key}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_token_a_swap_is_refused()
    {
        await using var host = await PagesHost.StartAsync();
        var key = await host.QueueSwappedAsync();
        using var visitor = await Visitor.SignedInAsync(host);
        var answer = await visitor.PostWithoutTokenAsync($"/conversations/{key}/repair", KeyValuePair.Create("repair", "swap-sides"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/conversations/{key + 1}")).StatusCode);
    }

    [Fact]
    public async Task A_repair_nobody_knows_and_a_conversation_that_is_not_there_are_refused()
    {
        await using var host = await PagesHost.StartAsync();
        var key = await host.QueueSwappedAsync();
        using var visitor = await Visitor.SignedInAsync(host);
        var page = $"/conversations/{key}";
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync(page, $"/conversations/{key}/repair", ("repair", "mirror"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync(page, $"/conversations/{key + 9}/repair", Swap)).StatusCode);
    }

    [Fact]
    public async Task The_list_shows_and_filters_flags()
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueSwappedAsync();
        await host.QueueAsync(1, "A7");
        using var visitor = await Visitor.SignedInAsync(host);
        var list = await visitor.ReadAsync("/conversations?flag=sides-swapped");
        Assert.Contains("A12-swapped", list, StringComparison.Ordinal);
        Assert.DoesNotContain("A7-c1", list, StringComparison.Ordinal);
        Assert.Contains("chip warn", list, StringComparison.Ordinal);
    }
}
