using System.Net;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.App;

namespace QaAnalyzer.Tests.Hangfire;

public class HangfireDashboardTests
{
    private const string Board = "/hangfire/night-board";

    [PostgreSqlFact]
    public async Task Operations_act_leads_read_and_others_stay_out()
    {
        await using var host = await StartAsync();
        using var nobody = new Visitor(host.Address);
        Assert.StartsWith("/sign-in", (await nobody.GetAsync("/hangfire")).Headers.Location!.PathAndQuery, StringComparison.Ordinal);

        using var lead = await Visitor.SignedInAsync(host.Address, PagesHost.Lead);
        Assert.DoesNotContain("method=\"post\"", await lead.ReadAsync(Board), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await lead.PostAsync("/jobs", Board + "/pause", ("job", "night"), ("reason", "care"))).StatusCode);
        Assert.Empty(await ActionsAsync(host));

        using var operations = await Visitor.SignedInAsync(host.Address, "ops");
        Assert.Equal(HttpStatusCode.Forbidden, (await operations.PostWithoutTokenAsync(Board + "/pause", new("job", "night"), new("reason", "care"))).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await operations.PostAsync(Board, Board + "/pause", ("job", "night"), ("reason", " "))).StatusCode);
        Assert.Empty(await ActionsAsync(host));
        Assert.Equal(HttpStatusCode.Redirect, (await operations.PostAsync(Board, Board + "/pause", ("job", "night"), ("reason", "care"))).StatusCode);
        Assert.Contains("ops：care", await operations.ReadAsync(Board), StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task The_pages_speak_the_language_of_the_person()
    {
        await using var host = await StartAsync();
        using var chinese = await Visitor.SignedInAsync(host.Address, "ops");
        var page = await chinese.ReadAsync("/hangfire/recurring");
        Assert.Contains("夜间看板", page, StringComparison.Ordinal);
        Assert.Contains("周期", page, StringComparison.Ordinal);
        var script = page.Split("src=\"/hangfire/js")[1].Split('"')[0];
        Assert.Contains("Hangfire.config.locale = document.documentElement.lang = \"zh-CN\"", await chinese.ReadAsync("/hangfire/js" + script), StringComparison.Ordinal);
        using var english = await Visitor.SignedInAsync(host.Address, "ops");
        english.Prefer("en");
        Assert.Contains("Night board", await english.ReadAsync("/hangfire/recurring"), StringComparison.Ordinal);
        Assert.Contains("Reviews pending", await english.ReadAsync(Board), StringComparison.Ordinal);
        Assert.DoesNotContain("待复核", await english.ReadAsync(Board), StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task Failed_jobs_are_found_by_their_error_and_requeued_together()
    {
        var fails = true;
        await using var host = await HangfireHost.StartAsync((_, _) => fails ? throw new TimeoutException("as the test wants it") : Task.FromResult(JobReport.Nothing));
        string[] starts = [host.Start(), host.Start()];
        foreach (var start in starts) await host.UntilAsync(start, "Failed");
        using var operations = await Visitor.SignedInAsync(host.Address, "ops");
        operations.Prefer("en");
        Assert.Contains("Requeue all 2", await operations.ReadAsync(Board + "?error=timeout"), StringComparison.Ordinal);
        Assert.DoesNotContain("Requeue all", await operations.ReadAsync(Board + "?error=socket"), StringComparison.Ordinal);
        fails = false;
        await operations.PostAsync(Board, Board + "/requeue", ("error", "System.TimeoutException"), ("reason", "the disk has room again"));
        foreach (var start in starts) await host.UntilAsync(start, "Succeeded");
        var kept = Assert.Single(await ActionsAsync(host));
        Assert.Equal(("retry", "ops", "error=System.TimeoutException jobs=2"), (kept.Action, kept.ByWhom, kept.Details));
    }

    [PostgreSqlFact]
    public async Task The_page_of_a_job_shows_how_far_its_run_is_and_whether_it_adds_up()
    {
        RunStore? runs = null;
        var key = 0L;
        await using var host = await HangfireHost.StartAsync(async (_, cancel) =>
        {
            key = await runs!.StartAsync("night", 1, [], cancel);
            var run = (await runs.FindAsync(key, cancel))!;
            await runs.ReportAsync(run with { State = "finished", Pulled = 9, Accepted = 7, Duplicate = 1, Planned = 8, Analysed = 8, Complete = 7 }, cancel);
            return new() { Run = key };
        });
        runs = host.Runs;
        var start = host.Start();
        await host.UntilAsync(start, "Succeeded");
        using var operations = await Visitor.SignedInAsync(host.Address, "ops");
        operations.Prefer("en");
        var page = await operations.ReadAsync($"/hangfire/jobs/details/{start}");
        Assert.Contains("Night shift", page, StringComparison.Ordinal);
        Assert.Contains("<progress value=\"8\" max=\"8\"", page, StringComparison.Ordinal);
        Assert.Contains("pulled 9 is not accepted 7 + duplicate 1 + quarantined 0", page, StringComparison.Ordinal);
    }

    private static Task<HangfireHost> StartAsync() => HangfireHost.StartAsync((_, _) => Task.FromResult(JobReport.Nothing));

    private static Task<IReadOnlyList<RunAction>> ActionsAsync(HangfireHost host) => host.App.Services.GetRequiredService<RunControl>().LatestAsync(9);
}
