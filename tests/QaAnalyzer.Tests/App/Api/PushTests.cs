using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using QaAnalyzer.Tests.Commands;
using QaAnalyzer.Tests.Storage;

namespace QaAnalyzer.Tests.App.Api;

public class PushTests
{
    public static TheoryData<string> Kinds => Databases.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_record_gets_its_line_and_a_second_push_changes_nothing(string kind)
    {
        await using var night = await Night.OpenAsync(kind);
        using var qa = new Qa().Set("ConnectionStrings__Database", night.ConnectionString).Set("Push__RecordKilobytes", "16");
        using var served = await ServedQa.StartAsync(qa);
        string[] lines = [Night.Line("c1"), Night.Line("c2"), "", "{\"id\":\"c3\",\"channel\":\"fax\"}", Night.Line("c1"), Night.Line("c2", "请稍等"), Night.Line("long", new('长', 8000)), Night.Line("c4")];

        var first = await LinesAsync(await served.PushAsync(Plain(lines)));
        Assert.Equal(["0 c1 accepted", "1 c2 accepted", "2 c3 quarantined", "3 c1 duplicate", "4 c2 new-version", "5 long quarantined", "6 c4 accepted"], first.Select(Short));
        Assert.Equal("channel: expected chat, call or email, got \"fax\"", Reason(first[2]));
        Assert.Equal("expected a record of at most 16384 bytes, got a longer one", Reason(first[5]));

        // What was superseded within the push stays superseded; the newest is known.
        var second = await LinesAsync(await served.PushAsync(ServedQa.Body(Packed([Night.Line("c1"), Night.Line("c2", "请稍等"), Night.Line("c4")]), "gzip")));
        Assert.Equal(["0 c1 duplicate", "1 c2 duplicate", "2 c4 duplicate"], second.Select(Short));
        Assert.Equal(3, await night.CountAsync("conversations WHERE is_current AND source = 'shop'"));
        Assert.Equal(1, await night.CountAsync("conversations WHERE NOT is_current"));
        Assert.Equal(2, await night.CountAsync("quarantine WHERE source = 'shop' AND file = 'push'"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Two_hundred_pushes_of_one_batch_at_once_leave_one_version_each(string kind)
    {
        const int Pushes = 200, Batch = 40;
        await using var night = await Night.OpenAsync(kind);
        using var qa = new Qa().Set("ConnectionStrings__Database", night.ConnectionString).Set("Push__Concurrent", "4").Set("Push__Waiting", "4");
        using var served = await ServedQa.StartAsync(qa);
        var batch = Bytes(Night.Lines(Batch));

        var answers = await Task.WhenAll(Enumerable.Range(0, Pushes).Select(async _ =>
        {
            while (true)
            {
                using var answer = await served.PushAsync(ServedQa.Body(batch));
                if (answer.StatusCode != HttpStatusCode.TooManyRequests) return await LinesAsync(answer);
                await Task.Delay(answer.Headers.RetryAfter!.Delta!.Value);
            }
        }));

        Assert.Equal(Batch, answers.SelectMany(a => a).Count(line => Outcome(line) == "accepted"));
        Assert.Equal((Pushes - 1) * Batch, answers.SelectMany(a => a).Count(line => Outcome(line) == "duplicate"));
        Assert.Equal(Batch, await night.CountAsync("conversations"));
        Assert.Equal(Batch, await night.CountAsync("conversation_ids WHERE version = 1"));
    }

    [Fact]
    public async Task A_stream_of_100_MB_leaves_the_memory_flat()
    {
        await using var night = await Night.OpenAsync("sqlite");
        using var qa = new Qa().Set("ConnectionStrings__Database", night.ConnectionString);
        using var served = await ServedQa.StartAsync(qa);
        await served.PushAsync(new RepeatedChats("warm", 1500));
        var before = Peak(served);

        using var answer = await served.PushAsync(new RepeatedChats("big", 5000));
        var lines = await LinesAsync(answer);
        Assert.Equal(5000, lines.Count(line => Outcome(line) == "accepted"));
        Assert.InRange(Peak(served) - before, 0, 80);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_packed_body_that_breaks_off_or_is_damaged_is_told_and_what_came_before_stays(bool isDamaged)
    {
        await using var night = await Night.OpenAsync("sqlite");
        using var qa = new Qa().Set("ConnectionStrings__Database", night.ConnectionString);
        using var served = await ServedQa.StartAsync(qa);
        var broken = Packed(Night.Lines(2000));
        if (isDamaged) broken[^6] ^= 0xff;
        else broken = broken[..^40];

        using var answer = await served.PushAsync(ServedQa.Body(broken, "gzip"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Push all of it again", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1500, await night.CountAsync("conversations"));
    }

    [Theory]
    [InlineData("", "all")]
    [InlineData("Source", "source")]
    [InlineData("Key", "key")]
    public async Task A_push_that_finds_no_place_is_told_which_limit_it_is_and_when_to_come_again(string whose, string limit)
    {
        await using var night = await Night.OpenAsync("sqlite");
        using var qa = new Qa().Set("ConnectionStrings__Database", night.ConnectionString).Set("Push__KeyConcurrent", "9")
            .Set($"Push__{whose}Concurrent", "1").Set($"Push__{whose}Waiting", "1");
        using var served = await ServedQa.StartAsync(qa);
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(2) }) { BaseAddress = served.Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = served.Client.DefaultRequestHeaders.Authorization;
        client.DefaultRequestHeaders.ExpectContinue = true;

        // One has the place, one waits for it, whichever is first; the third is told before it sends anything.
        var end = new TaskCompletionSource();
        var pushes = Enumerable.Range(0, 3)
            .Select(i => client.PostAsync(new Uri("api/v1/conversations?source=shop", UriKind.Relative), new HeldBody(Night.Line($"held-{i}"), end.Task)))
            .ToList();
        var told = await Task.WhenAny(pushes);
        using var refusal = await told;
        Assert.Equal(HttpStatusCode.TooManyRequests, refusal.StatusCode);
        Assert.True(refusal.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        using var problem = JsonDocument.Parse(await refusal.Content.ReadAsStringAsync());
        Assert.Equal(limit, problem.RootElement.GetProperty("limit").GetString());
        Assert.Contains("Come again", problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);

        end.SetResult();
        pushes.Remove(told);
        foreach (var answer in await Task.WhenAll(pushes)) Assert.Equal("accepted", Outcome(Assert.Single(await LinesAsync(answer))));
    }

    private static long Peak(ServedQa served)
    {
        served.Process.Refresh();
        return served.Process.PeakWorkingSet64 >> 20;
    }

    private static ByteArrayContent Plain(string[] lines) => ServedQa.Body(Bytes(lines));

    private static byte[] Bytes(string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    private static byte[] Packed(string[] lines)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress)) gzip.Write(Bytes(lines));
        return packed.ToArray();
    }

    private static async Task<IReadOnlyList<JsonElement>> LinesAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType!.MediaType);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string Short(JsonElement line) => $"{line.GetProperty("index")} {line.GetProperty("id")} {Outcome(line)}";

    private static string? Outcome(JsonElement line) => line.GetProperty("outcome").GetString();

    private static string? Reason(JsonElement line) => line.GetProperty("reason").GetString();

    /// <summary>A body that says one line and then only empty ones until it may end: a server ends a request that says nothing for long.</summary>
    private sealed class HeldBody(string line, Task end) : HttpContent
    {
        private static readonly byte[] EmptyLines = [.. Enumerable.Repeat((byte)'\n', 200)];

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
            do
            {
                await stream.WriteAsync(EmptyLines);
                await stream.FlushAsync();
            }
            while (await Task.WhenAny(end, Task.Delay(TimeSpan.FromMilliseconds(200))) != end);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    /// <summary>Chats of 20 KB each, made while they are sent.</summary>
    private sealed class RepeatedChats(string name, int count) : HttpContent
    {
        private static readonly string Reply = string.Concat(Enumerable.Repeat("您好，请问有什么可以帮您", 560));

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var i = 0; i < count; i++) await stream.WriteAsync(Encoding.UTF8.GetBytes(Night.Line($"{name}-{i}", Reply) + "\n"));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
