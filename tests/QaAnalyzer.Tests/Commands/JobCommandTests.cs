using System.Diagnostics;

namespace QaAnalyzer.Tests.Commands;

public class JobCommandTests
{
    [Fact]
    public async Task Import_and_night_run_do_nothing_twice()
    {
        using var qa = new Qa();
        qa.Write("a.jsonl", [.. Night.Lines(3), "{ broken"]);
        var import = await qa.RunAsync("import", "a.jsonl");
        Assert.Equal((0, "read 4 = accepted 3 + duplicate 0 + quarantined 1"), (import.ExitCode, Assert.Single(import.Lines)));
        Assert.Contains("a.jsonl line 4", import.Error, StringComparison.Ordinal);
        Assert.Equal("read 4 = accepted 0 + duplicate 3 + quarantined 1", Assert.Single((await qa.RunAsync("import", "a.jsonl")).Lines));

        qa.Write("qa-data/inbox/b.jsonl", Night.Line("c4"));
        var run = await qa.RunAsync("run", "nightly");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["pulled 1 = accepted 1 + duplicate 0 + quarantined 0", "analysed 8, failed 0"], run.Lines);
        Assert.Equal(["pulled 0 = accepted 0 + duplicate 0 + quarantined 0", "analysed 0, failed 0"], (await qa.RunAsync("run", "nightly")).Lines);
        Assert.True(File.Exists(Path.Combine(qa.Folder, "qa-data/inbox/done/b.jsonl")));
    }

    [Fact]
    public async Task Migrating_says_what_it_did()
    {
        using var qa = new Qa();
        Assert.StartsWith("Ran migrations 1", Assert.Single((await qa.RunAsync("migrate")).Lines), StringComparison.Ordinal);
        Assert.Equal("The database is up to date.", Assert.Single((await qa.RunAsync("migrate")).Lines));
    }

    [Theory]
    [InlineData("worker", "The worker is ready.")]
    [InlineData("serve --urls http://127.0.0.1:0", "QaAnalyzer is ready at http://127.0.0.1:")]
    public async Task A_service_that_is_asked_to_stop_ends_well_and_quietly(string command, string ready)
    {
        using var qa = new Qa();
        var process = qa.Start(command.Split(' '));
        var error = process.StandardError.ReadToEndAsync();
        Assert.StartsWith(ready, await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)), StringComparison.Ordinal);
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(0, process.ExitCode);
        Assert.Empty(await process.StandardOutput.ReadToEndAsync());
        Assert.DoesNotContain("Quartz", await error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("worker", 0)]
    [InlineData("run nightly", 1)]
    public async Task Asked_to_stop_in_the_middle_of_a_run_it_gives_back_what_is_not_done(string command, int exitCode)
    {
        await using var night = await Night.OpenAsync("sqlite");
        using var qa = new Qa().Set("IntakeCron", "* * * * * ?").Set("ConnectionStrings__Database", night.ConnectionString);
        qa.Write("qa-data/inbox/a.jsonl", Night.Lines(3000));
        var process = qa.Start(command.Split(' '));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (await night.CountAsync("analyses") == 0) Assert.False(process.WaitForExit(milliseconds: 5));
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(exitCode, process.ExitCode);
        Assert.Equal(0, await night.CountAsync("work WHERE state = 'claimed'"));
        Assert.Equal(1, await night.CountAsync("runs WHERE state = 'failed' AND message LIKE '%Canceled%'"));
        Assert.Equal(await night.CountAsync("review_items"), await night.CountAsync("analyses"));
        Assert.NotEqual(0, await night.CountAsync("work WHERE state = 'pending'"));
    }

    [Fact]
    public async Task A_worker_takes_what_lies_in_the_inbox_at_its_time()
    {
        using var qa = new Qa().Set("IntakeCron", "* * * * * ?");
        qa.Write("qa-data/inbox/a.jsonl", Night.Lines(3));
        var process = qa.Start("worker");
        process.BeginOutputReadLine();
        string? line;
        do line = await process.StandardError.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        while (line?.Contains("Job intake", StringComparison.Ordinal) == false);
        Assert.Contains("pulled 3 = accepted 3 + duplicate 0 + quarantined 0; analysed 6, failed 0", line, StringComparison.Ordinal);
    }
}
