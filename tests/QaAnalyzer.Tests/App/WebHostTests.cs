using System.Net;
using Dapper;
using QaAnalyzer.App;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.App;

public class WebHostTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/conversations")]
    [InlineData("/review/1")]
    [InlineData("/agreement")]
    [InlineData("/jobs")]
    [InlineData("/accounts")]
    public async Task Without_a_sign_in_every_page_leads_to_it(string path)
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = new Visitor(host);
        var answer = await visitor.GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in", answer.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task Pages_carry_the_safe_headers_and_nothing_inline()
    {
        await using var host = await PagesHost.StartAsync();
        var key = (await host.QueueAsync(1))[0];
        using var visitor = await Visitor.SignedInAsync(host);
        foreach (var path in new[] { "/", $"/review/{key}", "/conversations", $"/conversations/{key}", "/agreement", "/jobs", "/accounts", "/account" })
        {
            var answer = await visitor.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.StartsWith("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
            Assert.DoesNotMatch("<script(?![^>]* src=)", html);
            Assert.DoesNotMatch(" on[a-z]+=", html);
        }
    }

    [Fact]
    public async Task An_automatic_failure_stands_above_the_dimensions_to_be_confirmed()
    {
        await using var host = await PagesHost.StartAsync();
        var chat = ReviewSamples.Conversation("c1");
        var key = await ReviewSamples.SaveAsync(host.Database, TimeProvider.System, chat, ReviewSamples.Analysis(chat, abused: true));
        using var visitor = await Visitor.SignedInAsync(host);
        var page = await visitor.ReadAsync($"/review/{key}");
        Assert.InRange(page.IndexOf("辱骂客户", StringComparison.Ordinal), 1, page.IndexOf("流程执行", StringComparison.Ordinal));
        await visitor.PostAsync($"/review/{key}", $"/review/{key}?handler=Decide", ("line", "auto-fail:abuse"), ("decision", "confirm"));
        Assert.Contains("成立", await visitor.ReadAsync($"/conversations/{key}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_without_its_token_changes_nothing()
    {
        await using var host = await PagesHost.StartAsync();
        var key = (await host.QueueAsync(1))[0];
        using var visitor = await Visitor.SignedInAsync(host);
        var answer = await visitor.PostWithoutTokenAsync($"/review/{key}?handler=Decide", new("line", "friendly-tone"), new("decision", "confirm"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(await host.DecisionsAsync(key));
    }

    [Fact]
    public async Task The_browsers_language_counts_until_the_person_chooses_one()
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = new Visitor(host);
        Assert.Contains("登录", await visitor.ReadAsync("/sign-in"), StringComparison.Ordinal);
        visitor.Prefer("en-GB,en;q=0.9,zh;q=0.5");
        Assert.Contains("Sign in", await visitor.ReadAsync("/sign-in"), StringComparison.Ordinal);
        await visitor.PostAsync("/sign-in", "/language", ("language", "zh"), ("returnUrl", "/sign-in"));
        Assert.Contains("登录", await visitor.ReadAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_start_prints_a_password_once_that_opens_the_lead_account()
    {
        await using var host = await PagesHost.StartAsync();
        await using (var connection = await host.Database.OpenAsync()) await connection.ExecuteAsync("DELETE FROM users");
        var accounts = new AccountStore(host.Database, TimeProvider.System);
        await using var notices = new StringWriter();
        var settings = new WebHostSettings { Database = host.Database, Rubrics = new([]), ActiveRubrics = [], PipelineOf = (rubric, _) => Task.FromResult(new AnalysisPipeline(rubric, [])), Notices = notices };

        await new FirstAccount(accounts, settings).StartAsync(default);
        var printed = notices.ToString();
        var password = printed.Split("password ")[1].Split(' ')[0];
        Assert.Equal(Roles.Lead, (await accounts.CheckAsync("lead", password))?.Role);

        await new FirstAccount(accounts, settings).StartAsync(default);
        Assert.Equal(printed, notices.ToString());
    }
}
