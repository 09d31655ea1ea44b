using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.App.Accounts;

namespace QaAnalyzer.Tests.App;

public class RolesTests
{
    [Fact]
    public async Task An_agent_reads_their_own_conversations_and_no_others()
    {
        await using var host = await PagesHost.StartAsync();
        var mine = (await host.QueueAsync(1, "A1"))[0];
        var theirs = (await host.QueueAsync(1, "A2"))[0];
        await host.AddAsync("ming", Roles.Agent, "A1");
        using var agent = await Visitor.SignedInAsync(host, "ming");

        var list = await agent.ReadAsync("/conversations?agent=A2");
        Assert.Contains("A1-c1", list, StringComparison.Ordinal);
        Assert.DoesNotContain("A2-c1", list, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await agent.GetAsync($"/conversations/{mine}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.GetAsync($"/conversations/{theirs}")).StatusCode);
    }

    [Fact]
    public async Task An_agent_account_without_an_agent_id_sees_nothing()
    {
        await using var host = await PagesHost.StartAsync();
        var key = (await host.QueueAsync(1))[0];
        await host.AddAsync("nobody", Roles.Agent);
        using var agent = await Visitor.SignedInAsync(host, "nobody");
        Assert.DoesNotContain("A12-c1", await agent.ReadAsync("/conversations"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await agent.GetAsync($"/conversations/{key}")).StatusCode);
    }

    [Theory]
    [InlineData(Roles.Agent, "/review/1", "/jobs", "/accounts")]
    [InlineData(Roles.Evaluator, "/jobs", "/accounts")]
    [InlineData(Roles.Operations, "/review/1", "/conversations", "/conversations/1", "/accounts")]
    public async Task A_role_may_not_open_the_pages_of_another(string role, params string[] closed)
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(1);
        await host.AddAsync("person", role, "A12");
        using var visitor = await Visitor.SignedInAsync(host, "person");
        foreach (var path in closed) Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task Only_leads_and_evaluators_are_dealt_items()
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(1);
        await host.AddAsync("ming", Roles.Agent, "A12");
        using var agent = await Visitor.SignedInAsync(host, "ming");
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.PostAsync("/conversations", "/?handler=Next")).StatusCode);
    }

    [Fact]
    public async Task A_new_password_ends_the_sessions_of_the_old_one()
    {
        await using var host = await PagesHost.StartAsync();
        using var lead = await Visitor.SignedInAsync(host);
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync("/")).StatusCode);
        await host.App.Services.GetRequiredService<AccountStore>().SetPasswordAsync(PagesHost.Lead, "another-password");
        Assert.Equal(HttpStatusCode.Redirect, (await lead.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_opens_nothing()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = new Visitor(host);
        var answer = await visitor.PostAsync("/sign-in", "/sign-in", ("name", PagesHost.Lead), ("password", "wrong"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task A_lead_adds_an_evaluator_who_can_sign_in_with_the_shown_password()
    {
        await using var host = await PagesHost.StartAsync();
        using var lead = await Visitor.SignedInAsync(host);
        var answer = await lead.PostAsync("/accounts", "/accounts?handler=Add", ("name", "mei"), ("displayName", "周梅"), ("role", Roles.Evaluator));
        var password = (await answer.Content.ReadAsStringAsync()).Split("class=\"password\">")[1].Split('<')[0];
        Assert.Equal(Roles.Evaluator, (await host.App.Services.GetRequiredService<AccountStore>().CheckAsync("mei", password))?.Role);
    }
}
