using Microsoft.Playwright;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.Reviews;
using QaAnalyzer.Tests.App;

namespace QaAnalyzer.EndToEnd;

public class ReviewByKeyboardTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string[] Lines = ["opening-greeting", "need-recorded", "friendly-tone"];

    [Fact]
    public async Task Five_items_are_reviewed_without_touching_the_mouse()
    {
        await using var host = await PagesHost.StartAsync();
        var keys = await host.QueueAsync(5);
        await using var person = await Person.SignedInAsync(browser, host);
        var first = await person.NextAsync();
        for (var item = 0; item < keys.Count; item++)
        {
            var here = person.Page.Url;
            await ConfirmAsync(person, "opening-greeting");
            if (item == 0) await OverrideAsync(person, "need-recorded", "5", "核对过订单号");
            else await ConfirmAsync(person, "need-recorded");
            await ConfirmAsync(person, "friendly-tone");
            await person.Page.WaitForURLAsync(address => address != here);
        }

        Assert.Equal("/", new Uri(person.Page.Url).AbsolutePath);
        Assert.Equal("5", await person.Page.Locator("#done").InnerTextAsync());
        var decisions = await host.DecisionsAsync(first);
        Assert.Equal((Decision.Overridden, 5d, 3, "核对过订单号"), Tuple(decisions["need-recorded"]));
        foreach (var key in keys) Assert.Equal(Lines.Order(), (await host.DecisionsAsync(key)).Keys.Order());
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task Undo_takes_the_last_decision_back_and_returns_to_its_line()
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(1);
        await using var person = await Person.SignedInAsync(browser, host);
        var key = await person.NextAsync();
        await ConfirmAsync(person, "opening-greeting");
        await person.SeeFocusAsync("need-recorded");
        await person.PressAsync("u");
        await person.SeeStateAsync("opening-greeting", "open");
        await person.SeeFocusAsync("opening-greeting");
        Assert.Empty(await host.DecisionsAsync(key));
        Assert.Empty(person.Complaints);
    }

    [Fact]
    public async Task Undo_on_a_fresh_item_goes_back_to_the_one_finished_before()
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(2);
        await using var person = await Person.SignedInAsync(browser, host);
        var first = await person.NextAsync();
        foreach (var line in Lines) await ConfirmAsync(person, line);
        await person.Page.WaitForURLAsync("**/review/**from=*");
        await person.SeeFocusAsync("opening-greeting");
        await person.PressAsync("u");
        await person.Page.WaitForURLAsync($"**/review/{first}?rubric=*");
        await Assertions.Expect(person.Page.Locator("#form > .complete")).ToBeVisibleAsync();
        await person.PressAsync("u");
        await person.SeeStateAsync("friendly-tone", "open");
        Assert.Equal(2, (await host.DecisionsAsync(first)).Count);
    }

    [Fact]
    public async Task Keys_move_mark_not_applicable_and_show_evidence()
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(1);
        await using var person = await Person.SignedInAsync(browser, host);
        var key = await person.NextAsync();
        await person.PressAsync("j");
        await person.SeeFocusAsync("need-recorded");
        await person.PressAsync("ArrowDown");
        await person.SeeFocusAsync("friendly-tone");
        await person.PressAsync("e");
        await Assertions.Expect(person.Page.Locator("#u4.shown")).ToBeInViewportAsync();
        Assert.True(await person.Page.Locator("#u4 mark.on").CountAsync() > 0);
        await person.PressAsync("k");
        await person.PressAsync("n");
        await person.SeeStateAsync("need-recorded", "not-applicable");
        Assert.Equal(Decision.NotApplicable, (await host.DecisionsAsync(key))["need-recorded"].Decision);
    }

    [Fact]
    public async Task The_total_follows_the_decisions()
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(1);
        await using var person = await Person.SignedInAsync(browser, host);
        await person.NextAsync();
        await Assertions.Expect(person.Page.Locator("#total-score")).ToHaveTextAsync("–");
        await person.PressAsync("5");
        await Assertions.Expect(person.Page.Locator("#total-score")).ToHaveTextAsync("5");
        await Assertions.Expect(person.Page.Locator("#total-grade")).ToHaveTextAsync("优秀");
        await Assertions.Expect(person.Page.Locator("#progress")).ToHaveTextAsync("1 / 3");
    }

    [Fact]
    public async Task The_help_lists_the_keys_and_swallows_them_while_open()
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(1);
        await using var person = await Person.SignedInAsync(browser, host);
        var key = await person.NextAsync();
        await person.PressAsync("?");
        await Assertions.Expect(person.Page.Locator("#keys")).ToBeVisibleAsync();
        await person.PressAsync("5");
        await person.PressAsync("Escape");
        await Assertions.Expect(person.Page.Locator("#keys")).ToBeHiddenAsync();
        Assert.Empty(await host.DecisionsAsync(key));
    }

    [Fact]
    public async Task A_decision_that_was_not_stored_says_so_and_is_sent_again_on_retry()
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(1);
        await using var person = await Person.SignedInAsync(browser, host);
        var key = await person.NextAsync();
        await person.Page.Context.SetOfflineAsync(true);
        await person.PressAsync("Enter");
        var retry = person.Page.Locator("#save[data-state=failed] button");
        await Assertions.Expect(retry).ToBeVisibleAsync();
        await person.SeeStateAsync("opening-greeting", "open");
        await person.Page.Context.SetOfflineAsync(false);
        await retry.ClickAsync();
        await person.SeeStateAsync("opening-greeting", "confirmed");
        Assert.Single(await host.DecisionsAsync(key));
    }

    [Fact]
    public async Task Two_evaluators_never_work_on_the_same_item()
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(2);
        await host.AddAsync("mei", Roles.Evaluator);
        await using var one = await Person.SignedInAsync(browser, host);
        await using var other = await Person.SignedInAsync(browser, host, "mei");
        var first = await one.NextAsync();
        Assert.NotEqual(first, await other.NextAsync());

        await other.GoAsync($"/review/{first}");
        await Assertions.Expect(other.Page.Locator(".right .notice")).ToContainTextAsync(PagesHost.Lead);
        await other.PressAsync("Enter");
        await Assertions.Expect(other.Page.Locator("[data-line] .pick:not([disabled])")).ToHaveCountAsync(0);
        Assert.Empty(await host.DecisionsAsync(first));
    }

    [Fact]
    public async Task A_blind_item_is_scored_by_keys_and_shows_each_draft_only_afterwards()
    {
        await using var host = await PagesHost.StartAsync(blind: 1);
        await host.QueueAsync(1);
        await using var person = await Person.SignedInAsync(browser, host);
        var key = await person.NextAsync();
        await Assertions.Expect(person.Page.Locator("#form .pick.draft, #form .fill, [data-evidence], .tags")).ToHaveCountAsync(0);
        await person.PressAsync("Enter");
        await person.SeeStateAsync("opening-greeting", "open");
        await person.PressAsync("4");
        await person.SeeStateAsync("opening-greeting", "scored");
        await Assertions.Expect(person.Page.Locator("#opening-greeting .because")).ToContainTextAsync("草稿 4");
        await person.SeeFocusAsync("need-recorded");
        await Assertions.Expect(person.Page.Locator("#total-draft")).ToHaveTextAsync("–");
        await person.PressAsync("n");
        await person.SeeFocusAsync("friendly-tone");
        await person.PressAsync("5");
        await person.Page.WaitForURLAsync(address => new Uri(address).AbsolutePath == "/");
        var decisions = await host.DecisionsAsync(key);
        Assert.All(decisions.Values, review => Assert.Equal(Presentation.Blind, review.Shown));
        Assert.Equal((Decision.Scored, 5d, 2), (decisions["friendly-tone"].Decision, decisions["friendly-tone"].Score!.Value, decisions["friendly-tone"].DraftScore!.Value));
        Assert.Empty(person.Complaints);
    }

    private static async Task ConfirmAsync(Person person, string line)
    {
        await person.SeeFocusAsync(line);
        await person.PressAsync("Enter");
        if (line != Lines[^1]) await person.SeeStateAsync(line, "confirmed");
    }

    private static async Task OverrideAsync(Person person, string line, string score, string reason)
    {
        await person.SeeFocusAsync(line);
        await person.PressAsync(score);
        await person.SeeStateAsync(line, "overridden");
        await person.PressAsync("r");
        await person.Page.Keyboard.TypeAsync(reason);
        await person.PressAsync("Enter");
        await Assertions.Expect(person.Page.Locator($"[data-line='{line}'] [name=reason][value='{reason}']")).ToHaveCountAsync(1);
        await person.PressAsync("Escape");
        await person.PressAsync("Enter");
    }

    private static (Decision, double, int, string?) Tuple(Review review) => (review.Decision, review.Score!.Value, review.DraftScore!.Value, review.Reason);
}
