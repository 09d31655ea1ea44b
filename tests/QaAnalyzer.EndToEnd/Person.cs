using System.Collections.Concurrent;
using Microsoft.Playwright;
using QaAnalyzer.Tests.App;

namespace QaAnalyzer.EndToEnd;

/// <summary>Somebody in front of a browser of their own; what the console complains about is collected.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _address;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Person(IBrowserContext context, IPage page, Uri address)
    {
        (_context, Page, _address) = (context, page, address);
        page.SetDefaultTimeout(10_000);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
    }

    public IPage Page { get; }

    /// <summary>Errors, warnings and violations of the content security policy.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    private ILocator Focused => Page.Locator("[data-line][aria-current=true]");

    public static Task<Person> SignedInAsync(
        Browser browser, PagesHost host, string name = PagesHost.Lead, bool scripts = true, int width = 1280, int height = 800) =>
        SignedInAsync(browser, host.Address, name, PagesHost.Password, scripts, width, height);

    public static async Task<Person> SignedInAsync(
        Browser browser, Uri address, string name, string password, bool scripts = true, int width = 1280, int height = 800)
    {
        var context = await browser.Chromium.NewContextAsync(new()
        {
            Locale = "zh-CN",
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = height },
        });
        var person = new Person(context, await context.NewPageAsync(), address);
        await person.GoAsync("/sign-in");
        await person.Page.FillAsync("[name=name]", name);
        await person.Page.FillAsync("[name=password]", password);
        await person.Page.PressAsync("[name=password]", "Enter");
        await person.Page.WaitForURLAsync(page => !page.Contains("sign-in", StringComparison.Ordinal));
        return person;
    }

    public Task GoAsync(string path) => Page.GotoAsync(new Uri(_address, path).ToString());

    public Task PressAsync(string key) => Page.Keyboard.PressAsync(key);

    /// <summary>From the queue to the first item by Enter, and the key of that item.</summary>
    public async Task<long> NextAsync()
    {
        await GoAsync("/");
        await PressAsync("Enter");
        await Page.WaitForURLAsync("**/review/**");
        await SeeFocusAsync();
        return Key;
    }

    public long Key => long.Parse(new Uri(Page.Url).Segments[^1], System.Globalization.CultureInfo.InvariantCulture);

    public Task SeeFocusAsync() => Assertions.Expect(Focused).ToBeVisibleAsync();

    public Task SeeFocusAsync(string line) => Assertions.Expect(Focused).ToHaveAttributeAsync("data-line", line);

    public Task SeeStateAsync(string line, string state) =>
        Assertions.Expect(Page.Locator($"[data-line='{line}']")).ToContainClassAsync(state);

    public ValueTask DisposeAsync() => new(_context.CloseAsync());
}
