using Microsoft.Playwright;
using QaAnalyzer.Reviews;
using QaAnalyzer.Tests.App;

namespace QaAnalyzer.EndToEnd;

public class PagesTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string[] Paths = ["/", "/review/1", "/conversations", "/conversations/1", "/agreement", "/runs", "/accounts", "/account"];

    [Fact]
    public async Task The_language_switch_holds_on_every_page()
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(1);
        await using var person = await Person.SignedInAsync(browser, host);
        await Assertions.Expect(person.Page.Locator("h1")).ToHaveTextAsync("待评队列");
        await person.Page.ClickAsync(".switch [value=en]");
        await Assertions.Expect(person.Page.Locator("h1")).ToHaveTextAsync("Review queue");
        await person.GoAsync("/review/1");
        await Assertions.Expect(person.Page.Locator("#name-1")).ToContainTextAsync("Opening greeting");
        await person.Page.ClickAsync(".switch [value=zh]");
        await Assertions.Expect(person.Page.Locator("#name-1")).ToContainTextAsync("开场问候");
    }

    [Fact]
    public async Task No_page_breaks_its_own_security_policy_or_complains_in_the_console()
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(1);
        await using var person = await Person.SignedInAsync(browser, host);
        foreach (var path in Paths) await person.GoAsync(path);
        Assert.Empty(person.Complaints);
    }

    [Theory]
    [InlineData(400, 800)]
    [InlineData(1280, 800)]
    [InlineData(1920, 1080)]
    public async Task No_page_needs_sideways_scrolling(int width, int height)
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(1);
        await PastYear.SeedAsync(host, 120);
        await using var person = await Person.SignedInAsync(browser, host, width: width, height: height);
        foreach (var path in Paths)
        {
            await person.GoAsync(path);
            Assert.True(await person.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") <= width, $"{path} is wider than {width}");
        }
    }

    [Fact]
    public async Task Without_scripts_the_item_can_be_read_and_decided()
    {
        await using var host = await PagesHost.StartAsync();
        var key = (await host.QueueAsync(1))[0];
        await using var person = await Person.SignedInAsync(browser, host, scripts: false);
        await person.Page.ClickAsync("#next");
        await person.Page.WaitForURLAsync("**/review/**");
        Assert.Contains("我是售后林小雨", await person.Page.Locator("#u2").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await person.Page.Locator("#opening-greeting .anchors").IsVisibleAsync());

        await person.Page.ClickAsync("#opening-greeting [name=score][value='2']");
        await person.Page.WaitForURLAsync("**#opening-greeting");
        await person.Page.FillAsync("#opening-greeting [name=reason]", "没有报工号");
        await person.Page.ClickAsync("#opening-greeting .words button");
        await Assertions.Expect(person.Page.Locator("#opening-greeting [name=reason]")).ToHaveValueAsync("没有报工号");
        var decision = (await host.DecisionsAsync(key))["opening-greeting"];
        Assert.Equal((Decision.Overridden, "没有报工号"), (decision.Decision, decision.Reason));
    }

    [Fact]
    public async Task An_empty_queue_says_what_to_do()
    {
        await using var host = await PagesHost.StartAsync();
        await using var person = await Person.SignedInAsync(browser, host);
        await Assertions.Expect(person.Page.Locator(".empty")).ToContainTextAsync("qa import");
        Assert.Equal(0, await person.Page.Locator("#next").CountAsync());
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_stands_out_from_its_ground_as_WCAG_AA_asks(ColorScheme scheme)
    {
        await using var host = await PagesHost.StartAsync();
        await host.QueueAsync(2);
        await PastYear.SeedAsync(host, 120);
        await using var person = await Person.SignedInAsync(browser, host);
        await person.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        foreach (var path in Paths)
        {
            await person.GoAsync(path);
            Assert.Empty(await person.Page.EvaluateAsync<string[]>(Contrast.Script));
        }
    }
}
