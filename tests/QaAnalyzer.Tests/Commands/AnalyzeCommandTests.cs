using System.Text.Json;
using System.Text.RegularExpressions;

namespace QaAnalyzer.Tests.Commands;

public partial class AnalyzeCommandTests
{
    [Fact]
    public async Task The_samples_give_one_line_a_conversation_and_the_same_bytes_twice()
    {
        using var qa = new Qa();
        var first = await qa.RunAsync("analyze", Qa.Samples, "--rubric", "process-check");
        Assert.Equal(0, first.ExitCode);
        var accepted = int.Parse(Counts().Match(first.Error).Groups["accepted"].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(accepted > 20, first.Error);
        Assert.Equal(accepted, first.Lines.Select(Id).Distinct().Count());
        Assert.Equal(accepted, first.Lines.Count);
        var second = await qa.RunAsync("analyze", Qa.Samples, "--rubric", "process-check");
        Assert.Equal(first.Output, second.Output);
        Assert.Equal(first.Error, second.Error);
    }

    [Fact]
    public async Task A_file_gets_what_standard_output_would()
    {
        using var qa = new Qa();
        qa.Write("a.jsonl", [.. Night.Lines(100), "{ broken"]);
        var printed = await qa.RunAsync("analyze", "a.jsonl");
        var written = await qa.RunAsync("analyze", "a.jsonl", "--out", "out.jsonl", "--quarantine", "bad.jsonl");
        Assert.Equal((0, ""), (written.ExitCode, written.Output));
        Assert.Equal(printed.Output, await File.ReadAllTextAsync(Path.Combine(qa.Folder, "out.jsonl")));
        Assert.Equal(Enumerable.Range(1, 100).Select(i => $"c{i}"), printed.Lines.Select(Id));
        Assert.Contains("read 101 = accepted 100 + duplicate 0 + quarantined 1", written.Error, StringComparison.Ordinal);
        using var kept = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(qa.Folder, "bad.jsonl")));
        Assert.Equal((101, "{ broken"), (kept.RootElement.GetProperty("line").GetInt32(), kept.RootElement.GetProperty("raw").GetString()));
    }

    [Fact]
    public async Task Several_rubrics_give_a_line_each_in_the_order_named()
    {
        using var qa = new Qa();
        qa.Write("a.jsonl", Night.Line("c1"));
        var ended = await qa.RunAsync("analyze", "a.jsonl", "--rubric", "process-check", "--rubric", "communication-record.v1", "--language", "en");
        Assert.Equal(["process-check.v1", "communication-record.v1"], ended.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("rubric").GetString()));
    }

    [Fact]
    public async Task Nothing_readable_is_a_failure()
    {
        using var qa = new Qa();
        qa.Write("a.jsonl", "{\"id\":\"x\",\"channel\":\"fax\"}");
        var ended = await qa.RunAsync("analyze", "a.jsonl");
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains("a.jsonl line 1", ended.Error, StringComparison.Ordinal);
    }

    private static string Id(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("conversationId").GetString()!;
    }

    [GeneratedRegex("read [0-9]+ = accepted (?<accepted>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counts();
}
