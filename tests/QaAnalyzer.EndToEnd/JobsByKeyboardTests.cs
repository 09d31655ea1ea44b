using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.App;

namespace QaAnalyzer.EndToEnd;

public class JobsByKeyboardTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_job_and_a_run_are_paused_with_keys_alone_and_the_progress_renews_itself()
    {
        await using var host = await PagesHost.StartAsync();
        await host.AddAsync("ops", Roles.Operations);
        var runs = host.App.Services.GetRequiredService<RunStore>();
        var key = await runs.StartAsync("nightly");
        var run = await runs.ReportAsync((await runs.FindAsync(key))! with { Planned = 400, Analysed = 100, Rate = 20 });
        await using var person = await Person.SignedInAsync(browser, host, "ops");
        await person.GoAsync("/jobs");
        await runs.ReportAsync(run with { Analysed = 200 });
        await Assertions.Expect(person.Page.Locator("#live")).ToContainTextAsync("200 / 400", new() { Timeout = 20_000 });

        await person.Page.Locator("#live [name=reason]").FocusAsync();
        await person.Page.Keyboard.TypeAsync("数据库维护");
        await person.PressAsync("Enter");
        await Assertions.Expect(person.Page.Locator("#live .notice")).ToContainTextAsync("ops：数据库维护");

        await person.Page.Locator(".schedule summary").First.FocusAsync();
        await person.PressAsync("Enter");
        await person.PressAsync("Tab");
        await person.Page.Keyboard.TypeAsync("搬迁");
        await person.PressAsync("Enter");
        await Assertions.Expect(person.Page.Locator(".schedule .notice")).ToContainTextAsync("ops：搬迁");
        Assert.Empty(person.Complaints);
    }
}
