using System.Net;
using System.Text.RegularExpressions;

namespace QaAnalyzer.Tests.App;

/// <summary>A browser without scripts: keeps cookies, reads pages, posts forms with their antiforgery token.</summary>
internal sealed partial class Visitor : IDisposable
{
    private readonly HttpClient _client;

    public Visitor(PagesHost host)
        : this(host.Address)
    {
    }

    public Visitor(Uri address) =>
        _client = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = address };

    public static Task<Visitor> SignedInAsync(PagesHost host, string name = PagesHost.Lead) => SignedInAsync(host.Address, name);

    public static async Task<Visitor> SignedInAsync(Uri address, string name)
    {
        var visitor = new Visitor(address);
        var answer = await visitor.PostAsync("/sign-in", "/sign-in", ("name", name), ("password", PagesHost.Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return visitor;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<string> ReadAsync(string path) => WebUtility.HtmlDecode(await (await GetAsync(path)).Content.ReadAsStringAsync());

    /// <summary>Posts with the token of <paramref name="page"/>.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string path, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await ReadAsync(page)).Groups["token"].Value;
        var all = fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return await PostWithoutTokenAsync(path, [.. all]);
    }

    public async Task<HttpResponseMessage> PostWithoutTokenAsync(string path, params KeyValuePair<string, string>[] fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await _client.PostAsync(new Uri(path, UriKind.Relative), content);
    }

    public void Prefer(string language) => _client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}
