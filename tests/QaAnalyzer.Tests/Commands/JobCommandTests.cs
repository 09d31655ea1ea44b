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
        Assert.Equal(0, run.ExitCode);

        // A machine that is slow enough shows how far it is.
        Assert.All(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("Night run: ", line, StringComparison.Ordinal));
        Assert.Equal(["pulled 1 = accepted 1 + duplicate 0 + quarantined 0", "accepted 1 = analysed 1 + superseded 0 + past scores 0 + failed 0 + waiting 0", "analysed 8, failed 0"], run.Lines);
        Assert.Equal(["pulled 0 = accepted 0 + duplicate 0 + quarantined 0", "accepted 0 = analysed 0 + superseded 0 + past scores 0 + failed 0 + waiting 0", "analysed 0, failed 0"], (await qa.RunAsync("run", "nightly")).Lines);
        Assert.True(File.Exists(Path.Combine(qa.Folder, "qa-data/inbox/done/b.jsonl")));
    }

    [Fact]
    public async Task Care_jobs_say_what_they_did_and_each_start_is_kept()
    {
        await using var night = await Night.OpenAsync("sqlite");
        using var qa = new Qa().Set("ConnectionStrings__Database", night.ConnectionString).Set("Rubrics", "process-check");
        qa.Write("qa-data/inbox/a.jsonl", Night.Lines(3));
        Assert.Equal(0, (await qa.RunAsync("run", "nightly")).ExitCode);
        Assert.StartsWith("process-check.v1\t3 conversations\tmean ", Assert.Single((await qa.RunAsync("run", "report")).Lines), StringComparison.Ordinal);
        Assert.Equal("everything is kept: QA_Retention__Months is not set", Assert.Single((await qa.RunAsync("run", "retention")).Lines));
        Assert.Equal("nothing is that old", Assert.Single((await qa.Set("Retention__Months", "24").RunAsync("run", "retention")).Lines));
        Assert.Contains("QA_Retention__Months is no number of months", (await qa.Set("Retention__Months", "0").RunAsync("run", "retention")).Error, StringComparison.Ordinal);
        Assert.Equal(["retention", "retention", "retention", "report", "nightly"], (await night.Runs.LatestAsync(9)).Where(r => r.Kind != "import").Select(r => r.Kind));
    }

    [Fact]
    public async Task What_is_paused_by_a_command_is_not_begun_and_a_re_run_makes_analyses_anew()
    {
        await using var night = await Night.OpenAsync("sqlite");
        using var qa = new Qa().Set("ConnectionStrings__Database", night.ConnectionString).Set("Rubrics", "process-check");
        qa.Write("qa-data/inbox/a.jsonl", Night.Lines(3));
        Assert.StartsWith("pause job nightly: kept for shell:", Assert.Single((await qa.RunAsync("run", "pause", "--job", "nightly", "--reason", "care")).Lines), StringComparison.Ordinal);
        var refused = await qa.RunAsync("run", "nightly");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("nightly is paused by shell:", refused.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await qa.RunAsync("run", "resume", "--job", "nightly", "--reason", "done")).ExitCode);
        Assert.Equal(0, (await qa.RunAsync("run", "nightly")).ExitCode);
        Assert.Equal("analysed 3 anew, failed 0", Assert.Single((await qa.RunAsync("run", "rerun", "--reason", "new words", "--per-second", "100")).Lines));
        Assert.Equal((6, 3), (await night.CountAsync("analyses"), await night.CountAsync("analyses WHERE is_current")));
        Assert.Contains("there is no run 99", (await qa.RunAsync("run", "cancel", "--run", "99", "--reason", "x")).Error, StringComparison.Ordinal);
        Assert.Contains("--from: expected a day such as 2026-03-01", (await qa.RunAsync("run", "rerun", "--from", "1 March", "--reason", "x")).Error, StringComparison.Ordinal);
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
        Assert.Contains("pulled 3 = accepted 3 + duplicate 0 + quarantined 0; accepted 3 = analysed 3 + superseded 0 + past scores 0 + failed 0 + waiting 0; analysed 6, failed 0", line, StringComparison.Ordinal);
    }
}
