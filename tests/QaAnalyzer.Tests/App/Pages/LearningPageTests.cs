using System.Net;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.Learning;
using QaAnalyzer.Learning.Service;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.App.Pages;

public class LearningPageTests
{
    [Fact]
    public async Task It_is_for_leads_and_operations_and_says_what_to_do_while_there_is_nothing()
    {
        await using var host = await PagesHost.StartAsync();
        await host.AddAsync("mei", Roles.Evaluator);
        await host.AddAsync("ops", Roles.Operations);
        using var evaluator = await Visitor.SignedInAsync(host, "mei");
        Assert.Equal(HttpStatusCode.Forbidden, (await evaluator.GetAsync("/learning")).StatusCode);
        using var operations = await Visitor.SignedInAsync(host, "ops");
        Assert.Contains("qa run learning", await operations.ReadAsync("/learning"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_speaks_why_the_comparison_coverage_and_fairness_stand_there_in_both_languages()
    {
        await using var host = await PagesHost.StartAsync();
        await ServeAsync(host);
        using var lead = await Visitor.SignedInAsync(host);
        var page = await lead.ReadAsync("/learning");
        Assert.Contains("sample-form-scorer.v1，用 120 份评分（100 个会话）训练", page, StringComparison.Ordinal);
        Assert.Contains("模型更好", page, StringComparison.Ordinal);
        Assert.Contains("+0.30", page, StringComparison.Ordinal);
        lead.Prefer("en");
        var english = await lead.ReadAsync("/learning");
        Assert.Contains("the scorer is better", english, StringComparison.Ordinal);
        Assert.Contains("<b>91%</b>", english, StringComparison.Ordinal);
        Assert.Contains("0.4%", english, StringComparison.Ordinal);
        Assert.DoesNotContain(" style=", english, StringComparison.Ordinal);
    }

    private static async Task ServeAsync(PagesHost host)
    {
        var store = new ScorerStore(host.Database, TimeProvider.System);
        var origin = new ScorerOrigin("sample-form-scorer.v1", ReviewSamples.RubricId, null, new(2026, 3, 5), ["reviews"], 120, 100);
        await store.AddAsync(new(new(origin, [1]), 120, []), new("已训练", "trained"), CancellationToken.None);
        CriterionService line = new()
        {
            Criterion = "friendly-tone",
            Drafter = Drafter.Learned,
            Why = new("模型更好", "the scorer is better"),
            Since = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero),
            Comparison = new(60, new(0.9, 0.8, 1), new(0.6, 0.5, 0.7), new(0.3, 0.2, 0.4)),
            Mass = 0.9,
            GroupMasses = new Dictionary<string, double>(),
            Coverage = new(60, 0.91, 2.4, 0.88),
        };
        await store.ActivateAsync(ReviewSamples.RubricId, origin.Id, [line], new("负责 1 项", "speaks for 1"), 0.004, CancellationToken.None);
    }
}
