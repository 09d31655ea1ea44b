using Microsoft.Playwright;
using QaAnalyzer.Tests.App;

namespace QaAnalyzer.EndToEnd;

public class RepairByKeyboardTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Exchanged_sides_are_put_right_with_one_key_and_the_correction_is_taken_back()
    {
        await using var host = await PagesHost.StartAsync();
        var old = await host.QueueSwappedAsync();
        await using var person = await Person.SignedInAsync(browser, host);
        Assert.Equal(old, await person.NextAsync());
        await Assertions.Expect(person.Page.Locator(".doubt")).ToContainTextAsync("对调");
        await Assertions.Expect(person.Page.Locator("#u1")).ToContainClassAsync("agent");

        await person.PressAsync("s");
        await person.Page.WaitForURLAsync($"**/review/{old + 1}?*");
        await Assertions.Expect(person.Page.Locator(".doubt")).ToHaveCountAsync(0);
        await Assertions.Expect(person.Page.Locator("#u1")).ToContainClassAsync("customer");
        await Assertions.Expect(person.Page.Locator(".history")).ToContainTextAsync(PagesHost.Lead);
        await person.SeeFocusAsync();

        await person.Page.Locator(".history .repair button").FocusAsync();
        await person.PressAsync("Enter");
        await person.Page.WaitForURLAsync($"**/review/{old + 2}?*");
        await Assertions.Expect(person.Page.Locator("#u1")).ToContainClassAsync("agent");
        Assert.Empty(person.Complaints);
    }
}
