namespace QaAnalyzer.Tests.Commands;

public class SourcesCommandTests
{
    [Fact]
    public async Task Check_tells_problems_with_their_lines_and_secrets_that_are_not_set()
    {
        using var qa = new Qa();
        qa.Write("bad.yaml", "sources:", "  - {id: a, kind: inbox, folder: in, schedule: often}");
        var bad = await qa.RunAsync("sources", "check", "bad.yaml");
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("bad.yaml line 2: \"often\" is no cron expression with seconds", bad.Error, StringComparison.Ordinal);

        qa.Write("good.yaml", "sources:", "  - {id: a, kind: inbox, folder: in}", "  - {id: b, kind: http, url: 'https://b.example', token: QA_B_TOKEN, items: ., schedule: '0 0 3 * * ?'}");
        var unset = await qa.Set("Sources", "good.yaml").RunAsync("sources", "check");
        Assert.Equal((1, "a\tinbox\twith the night run"), (unset.ExitCode, unset.Lines[0]));
        Assert.StartsWith("b\thttp\tnext 20", unset.Lines[1], StringComparison.Ordinal);
        Assert.EndsWith("T19:00:00Z", unset.Lines[1], StringComparison.Ordinal);
        Assert.Contains("QA_B_TOKEN is not set", unset.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await qa.Set("B_TOKEN", "x").RunAsync("sources", "check")).ExitCode);
    }

    [Fact]
    public async Task A_pull_that_fails_says_why_and_exits_with_1()
    {
        using var qa = new Qa().Set("Sources", "sources.yaml");
        qa.Write("sources.yaml", "sources:", "  - {id: a, kind: inbox, folder: missing}");
        var failed = await qa.RunAsync("run", "pull");
        Assert.Equal((1, "a\tfailed\tread 0 = accepted 0 + duplicate 0 + quarantined 0"), (failed.ExitCode, failed.Lines[^1]));
        Assert.Contains("settings: source a: there is no folder missing", failed.Error, StringComparison.Ordinal);
        Assert.Contains("failures 1", (await qa.RunAsync("sources", "status")).Output, StringComparison.Ordinal);

        qa.Write("missing/a.jsonl", Night.Line("c1"));
        Assert.Equal("a\tdone\tread 1 = accepted 1 + duplicate 0 + quarantined 0", (await qa.RunAsync("run", "pull", "--source", "a")).Lines[^1]);
        Assert.True(File.Exists(Path.Combine(qa.Folder, "missing/done/a.jsonl")));
        Assert.Contains("There is no source \"b\" in the site file. Known: a.", (await qa.RunAsync("run", "pull", "--source", "b")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_made_listed_and_revoked()
    {
        using var qa = new Qa();
        var key = (await qa.RunAsync("api-key", "create", "--source", "shop")).Output.Trim();
        Assert.Matches("^qa_[0-9a-f]{12}_[A-Za-z0-9_-]{43}$", key);
        var id = key.Split('_')[1];
        Assert.Matches($"^{id}\tshop\tpush\t.*\tin force$", Assert.Single((await qa.RunAsync("api-key", "list")).Lines));
        Assert.Equal(0, (await qa.RunAsync("api-key", "revoke", id)).ExitCode);
        Assert.Contains("\trevoked ", (await qa.RunAsync("api-key", "list")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await qa.RunAsync("api-key", "revoke", id)).ExitCode);
        Assert.Equal(1, (await qa.RunAsync("api-key", "create", "--source", "Big Shop")).ExitCode);
        Assert.Equal(2, (await qa.RunAsync("api-key", "create", "--source", "shop", "--role", "lead")).ExitCode);
    }
}
