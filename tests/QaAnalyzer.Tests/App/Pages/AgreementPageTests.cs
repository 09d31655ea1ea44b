using System.Net;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.Tests.App;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.App.Pages;

public class AgreementPageTests
{
    [Fact]
    public async Task It_is_for_leads_and_says_what_to_do_while_there_is_nothing()
    {
        await using var host = await PagesHost.StartAsync();
        await host.AddAsync("mei", Roles.Evaluator);
        using var evaluator = await Visitor.SignedInAsync(host, "mei");
        Assert.Equal(HttpStatusCode.Forbidden, (await evaluator.GetAsync("/agreement")).StatusCode);
        using var lead = await Visitor.SignedInAsync(host);
        Assert.Contains("还没有评分", await lead.ReadAsync("/agreement"), StringComparison.Ordinal);
        Assert.Contains("href=\"/agreement\"", await lead.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_chart_evaluators_and_agents_of_the_reviews_stand_there_in_both_languages()
    {
        await using var host = await PagesHost.StartAsync();
        await PastYear.SeedAsync(host, 120);
        using var lead = await Visitor.SignedInAsync(host);
        var page = await lead.ReadAsync("/agreement");
        Assert.Contains("120 个会话，4 位评价人", page, StringComparison.Ordinal);
        Assert.Contains("class=\"ceiling\"", page, StringComparison.Ordinal);
        Assert.Contains("王芳", page, StringComparison.Ordinal);
        Assert.Contains("赵敏", page, StringComparison.Ordinal);

        lead.Prefer("en");
        var english = await lead.ReadAsync("/agreement?figure=mean-error");
        Assert.Contains("120 conversations, 4 evaluators", english, StringComparison.Ordinal);
        Assert.Contains("<h2>Mean error</h2>", english, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Below_fifty_conversations_the_page_says_so_instead_of_a_percentage()
    {
        await using var host = await PagesHost.StartAsync();
        await PastYear.SeedAsync(host, 23);
        using var lead = await Visitor.SignedInAsync(host);
        var page = await lead.ReadAsync("/agreement");
        Assert.Contains("n = 12，太少", page, StringComparison.Ordinal);
        Assert.Contains("n = 11，太少", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("<b>[0-9]+%", page);
    }

    [Fact]
    public async Task New_reviews_show_at_once_and_a_period_narrows_them()
    {
        await using var host = await PagesHost.StartAsync();
        await PastYear.SeedAsync(host, 60);
        using var lead = await Visitor.SignedInAsync(host);
        Assert.Contains("60 个会话", await lead.ReadAsync("/agreement"), StringComparison.Ordinal);
        await PastYear.SeedAsync(host, 61);
        Assert.Contains("61 个会话", await lead.ReadAsync("/agreement"), StringComparison.Ordinal);

        // The invented reviews are of early 2026 at the latest.
        Assert.Contains("还没有评分", await lead.ReadAsync($"/agreement?rubric={ReviewSamples.RubricId}&days=30"), StringComparison.Ordinal);
    }
}
