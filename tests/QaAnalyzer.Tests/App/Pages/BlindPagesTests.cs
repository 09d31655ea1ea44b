using QaAnalyzer.Reviews;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.App.Pages;

public class BlindPagesTests
{
    [Fact]
    public async Task Nothing_on_any_page_tells_the_draft_before_the_evaluator_has_scored()
    {
        await using var host = await PagesHost.StartAsync(blind: 1);
        var key = (await host.QueueAsync(1))[0];
        using var visitor = await Visitor.SignedInAsync(host);
        foreach (var path in new[] { $"/review/{key}", $"/conversations/{key}" })
        {
            var page = await visitor.ReadAsync(path);
            Assert.Contains("请先打分", page, StringComparison.Ordinal);
            Assert.DoesNotContain("草稿 4", page, StringComparison.Ordinal);
            Assert.DoesNotContain("68%", page, StringComparison.Ordinal);
            Assert.DoesNotContain("data-evidence", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<mark", page, StringComparison.Ordinal);
            Assert.DoesNotContain("class=\"tags\"", page, StringComparison.Ordinal);
            Assert.DoesNotContain("问候和自报身份都有", page, StringComparison.Ordinal);
            Assert.DoesNotContain("pick draft", page, StringComparison.Ordinal);
            Assert.Contains("<b id=\"total-draft\">–</b>", page, StringComparison.Ordinal);
        }

        var queue = await visitor.ReadAsync("/");
        Assert.Contains("盲评", queue, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"grade", queue, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"grade", await visitor.ReadAsync("/conversations"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_score_the_line_shows_its_draft_and_the_others_stay_hidden()
    {
        await using var host = await PagesHost.StartAsync(blind: 1);
        var key = (await host.QueueAsync(1))[0];
        using var visitor = await Visitor.SignedInAsync(host);
        await visitor.PostAsync($"/review/{key}", $"/review/{key}?handler=Decide", ("line", "opening-greeting"), ("score", "2"));
        var page = await visitor.ReadAsync($"/review/{key}");
        Assert.Contains("草稿 4", page, StringComparison.Ordinal);
        Assert.DoesNotContain("草稿 3", page, StringComparison.Ordinal);
        Assert.Equal(Presentation.Blind, (await host.DecisionsAsync(key))["opening-greeting"].Shown);
    }

    [Fact]
    public async Task Past_scores_stand_on_the_conversation_page_as_history()
    {
        await using var host = await PagesHost.StartAsync();
        var key = (await host.QueueAsync(1))[0];
        await using (var connection = await host.Database.OpenAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            var history = new HistoryStore(host.Database, TimeProvider.System);
            await history.AddAsync(connection, transaction, "sample", new("f.csv", 2, "A12-c1", "friendly-tone", "王芳", 3.5, null, ""), [ReviewSamples.Rubric]);
            await transaction.CommitAsync();
        }

        using var visitor = await Visitor.SignedInAsync(host);
        var page = await visitor.ReadAsync($"/conversations/{key}");
        Assert.Contains("历史评分（1）", page, StringComparison.Ordinal);
        Assert.Contains("3.5", page, StringComparison.Ordinal);
        Assert.Empty(await host.DecisionsAsync(key));
    }
}
