using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace QaAnalyzer.Tests.Sources;

/// <summary>The API of a helpdesk as others run one, on a free port: tickets in the order of their last change, by cursor, page or link.</summary>
internal sealed class Helpdesk : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 5, 1, 12, 0, TimeSpan.Zero);

    private readonly WebApplication _app;
    private readonly List<Ticket> _tickets = [];
    private int _requests;

    private Helpdesk()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/tickets", AnswerAsync);
    }

    public string Token { get; set; } = "token-1";

    /// <summary>May answer in place of the API, by the number of the request from 1; true when it did.</summary>
    public Func<int, HttpContext, Task<bool>> Trouble { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>Queries in their order, and when they came.</summary>
    public List<(string Query, long At)> Asked { get; } = [];

    public Uri Address => new(_app.Urls.First() + "/tickets");

    public static async Task<Helpdesk> StartAsync(int tickets = 0)
    {
        var helpdesk = new Helpdesk();
        await helpdesk._app.StartAsync();
        for (var i = 1; i <= tickets; i++) helpdesk.Write($"t{i}", minute: i);
        return helpdesk;
    }

    /// <summary>Writes a ticket anew; it becomes the last in the order of changes.</summary>
    public void Write(string id, int minute, string reply = "您好，请问有什么可以帮您", string type = "im")
    {
        lock (_tickets)
        {
            _tickets.RemoveAll(t => t.Id == id);
            _tickets.Add(new(id, Start.AddMinutes(minute), reply, type));
        }
    }

    /// <summary>Answers with a status, and with how long to wait.</summary>
    public static Task<bool> RefuseAsync(HttpContext http, int status, int? retryAfter = null)
    {
        http.Response.StatusCode = status;
        if (retryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Task.FromResult(true);
    }

    /// <summary>Begins an answer and breaks the connection.</summary>
    public static async Task<bool> CutAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync("{\"data\":[{\"id\":");
        await http.Response.Body.FlushAsync();
        http.Abort();
        return true;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        lock (Asked) Asked.Add((http.Request.QueryString.Value ?? "", TimeProvider.System.GetTimestamp()));
        if (await Trouble(Interlocked.Increment(ref _requests), http)) return;
        if (http.Request.Headers.Authorization != $"Bearer {Token}")
        {
            http.Response.StatusCode = 401;
            return;
        }

        var query = http.Request.Query;
        var since = query.TryGetValue("since", out var text) ? DateTimeOffset.Parse(text.ToString(), CultureInfo.InvariantCulture) : default;
        var size = int.Parse(query["limit"].ToString(), CultureInfo.InvariantCulture);
        var skip = query.TryGetValue("cursor", out var cursor) ? int.Parse(cursor.ToString(), CultureInfo.InvariantCulture)
            : query.TryGetValue("page", out var page) ? (int.Parse(page.ToString(), CultureInfo.InvariantCulture) - 1) * size : 0;
        List<Ticket> changed;
        lock (_tickets) changed = [.. _tickets.Where(t => t.Changed >= since)];
        var next = skip + size < changed.Count ? (skip + size).ToString(CultureInfo.InvariantCulture) : null;
        await http.Response.WriteAsync(JsonSerializer.Serialize(new { data = changed.Skip(skip).Take(size).Select(Show), meta = new { next } }));
    }

    /// <summary>Messages newest first, times in epoch milliseconds, sides in words of its own.</summary>
    private static object Show(Ticket ticket) => new
    {
        id = ticket.Id,
        type = ticket.Type,
        updated_at = ticket.Changed,
        agent = new { id = 12, name = "小林" },
        messages = new[]
        {
            new { author = "staff-12", body = ticket.Reply, at = Start.AddSeconds(4).ToUnixTimeMilliseconds() },
            new { author = "visitor", body = "在吗", at = Start.ToUnixTimeMilliseconds() },
        },
    };

    private sealed record Ticket(string Id, DateTimeOffset Changed, string Reply, string Type);
}
