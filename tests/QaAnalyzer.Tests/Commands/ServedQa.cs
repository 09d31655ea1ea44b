using System.Diagnostics;
using System.Net.Http.Headers;

namespace QaAnalyzer.Tests.Commands;

/// <summary><c>qa serve</c> of the built program on a free port, with a client that has a key for the source <c>shop</c>.</summary>
internal sealed class ServedQa : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private ServedQa(Process process, HttpClient client) => (Process, Client) = (process, client);

    public Process Process { get; }

    public HttpClient Client { get; }

    public static async Task<ServedQa> StartAsync(Qa qa)
    {
        // No job shall work while a test pushes and measures.
        foreach (var job in new[] { "NightlyCron", "IntakeCron", "LearningCron" }) qa.Set(job, "0 0 0 1 1 ?");
        var key = (await qa.RunAsync("api-key", "create", "--source", "shop")).Output.Trim();
        var process = qa.Start("serve", "--urls", "http://127.0.0.1:0");
        process.BeginErrorReadLine();
        const string Ready = "ready at ";
        while (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.IndexOf(Ready, StringComparison.Ordinal) is var at && at < 0) continue;
            process.StandardOutput.ReadToEndAsync().Forget();
            var client = new HttpClient { BaseAddress = new(line[(at + Ready.Length)..]), Timeout = TimeSpan.FromMinutes(5) };
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            return new(process, client);
        }

        throw new InvalidOperationException("qa serve ended before it was ready");
    }

    /// <summary>Pushes lines; the answer's lines when they were taken.</summary>
    public Task<HttpResponseMessage> PushAsync(HttpContent content) => Client.PostAsync(new Uri("api/v1/conversations?source=shop", UriKind.Relative), content);

    public static ByteArrayContent Body(byte[] bytes, string? encoding = null)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        return content;
    }

    public void Dispose() => Client.Dispose();
}

internal static class Forgetting
{
    /// <summary>Nobody waits for it: it ends with the process.</summary>
    public static void Forget(this Task task) => _ = task;
}
