using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.Conversations;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.App.Pages;

public class SearchPageTests
{
    [Fact]
    public async Task A_hit_shows_its_words_marked_and_what_was_said_is_never_markup()
    {
        await using var host = await PagesHost.StartAsync();
        await SaveAsync(host, "c1", "A1", "customer: <script>alert(1)</script> 我要退款 <b>现在</b>");
        using var visitor = await Visitor.SignedInAsync(host);
        var page = await RawAsync(visitor, "/conversations?search=退款 script");
        Assert.Contains("<mark>&#x9000;&#x6B3E;</mark>", page, StringComparison.Ordinal);
        Assert.Contains("&lt;<mark>script</mark>&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page[page.IndexOf("<mark>", StringComparison.Ordinal)..page.LastIndexOf("</mark>", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_finds_their_own_conversations_and_counts_no_others()
    {
        await using var host = await PagesHost.StartAsync();
        await SaveAsync(host, "mine", "A1", "customer: 我要退款");
        await SaveAsync(host, "theirs", "A2", "customer: 我要退款，姓王");
        await host.AddAsync("ming", Roles.Agent, "A1");
        using var agent = await Visitor.SignedInAsync(host, "ming");
        agent.Prefer("en");
        foreach (var asked in new[] { "退款", "“我要退款”", "theirs", "姓王" })
        {
            var page = await agent.ReadAsync($"/conversations?agent=A2&search={Uri.EscapeDataString(asked)}");
            Assert.DoesNotContain("姓王，", page, StringComparison.Ordinal);
            Assert.DoesNotContain(">theirs<", page, StringComparison.Ordinal);
            Assert.Contains(asked is "theirs" or "姓王" ? "0 in all" : "1 in all", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("zh", "请输入汉字")]
    [InlineData("en", "type a word")]
    public async Task What_cannot_be_looked_for_is_said(string language, string expected)
    {
        await using var host = await PagesHost.StartAsync();
        using var visitor = await Visitor.SignedInAsync(host);
        visitor.Prefer(language);
        Assert.Contains(expected, await visitor.ReadAsync("/conversations?search=%EF%BC%81%EF%BC%9F"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_found_yet_is_counted_on_the_page()
    {
        await using var host = await PagesHost.StartAsync();
        await SaveAsync(host, "c1", "A1", "customer: 我要退款");
        await using (var connection = await host.Database.OpenAsync())
        await using (var forget = connection.CreateCommand())
        {
            forget.CommandText = "DELETE FROM conversation_words WHERE rowid > 0";
            Assert.Equal(1, await forget.ExecuteNonQueryAsync());
        }

        using var visitor = await Visitor.SignedInAsync(host);
        visitor.Prefer("en");
        Assert.Contains("1 conversations of earlier imports cannot be found", await visitor.ReadAsync("/conversations?search=退款"), StringComparison.Ordinal);
        Assert.DoesNotContain("earlier imports", await visitor.ReadAsync("/conversations"), StringComparison.Ordinal);
    }

    private static async Task<string> RawAsync(Visitor visitor, string path) => await (await visitor.GetAsync(path)).Content.ReadAsStringAsync();

    private static async Task SaveAsync(PagesHost host, string id, string agent, params string[] lines)
    {
        var store = host.App.Services.GetRequiredService<ConversationStore>();
        await using var connection = await host.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await store.SaveAsync(connection, transaction, "test", Talk.Chat(lines) with { Id = id, Agent = new() { Id = agent } });
        await transaction.CommitAsync();
    }
}
