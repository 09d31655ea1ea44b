using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;
using QaAnalyzer.Tests.Sources;

namespace QaAnalyzer.Tests.App.Pages;

public class JobsPageTests
{
    [Fact]
    public async Task Leads_read_operations_act_and_others_stay_out()
    {
        await using var host = await PagesHost.StartAsync();
        await host.AddAsync("mei", Roles.Evaluator);
        using var evaluator = await Visitor.SignedInAsync(host, "mei");
        Assert.Equal(HttpStatusCode.Forbidden, (await evaluator.GetAsync("/jobs")).StatusCode);

        using var lead = await Visitor.SignedInAsync(host);
        Assert.DoesNotContain("name=\"reason\"", await lead.ReadAsync("/jobs"), StringComparison.Ordinal);
        var answer = await lead.PostAsync("/jobs", "/jobs?handler=Job", ("job", "nightly"), ("action", "pause"), ("reason", "care"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await ActionsAsync(host));

        using var operations = await OperationsAsync(host);
        Assert.Contains("name=\"reason\"", await operations.ReadAsync("/jobs"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await operations.PostWithoutTokenAsync("/jobs?handler=Job")).StatusCode);
    }

    [Fact]
    public async Task A_paused_job_shows_who_paused_it_and_why_until_it_is_resumed()
    {
        await using var host = await PagesHost.StartAsync();
        using var operations = await OperationsAsync(host);
        operations.Prefer("en");
        Assert.Equal(HttpStatusCode.Redirect, (await PostAsync(operations, "Job", ("job", "nightly"), ("action", "pause"), ("reason", "database care"))).StatusCode);
        var page = await operations.ReadAsync("/jobs");
        Assert.Contains("ops: database care", page, StringComparison.Ordinal);
        Assert.Contains("Done and kept.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Done and kept.", await operations.ReadAsync("/jobs"), StringComparison.Ordinal);
        await PostAsync(operations, "Job", ("job", "nightly"), ("action", "pause"), ("reason", "again"));
        Assert.Contains("Not done: nightly is paused already", await operations.ReadAsync("/jobs"), StringComparison.Ordinal);
        await PostAsync(operations, "Job", ("job", "nightly"), ("action", "resume"), ("reason", "care is over"));
        Assert.Equal(["resume", "pause"], (await ActionsAsync(host)).Select(a => a.Action));
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(operations, "Job", ("job", "other"), ("action", "pause"), ("reason", "x"))).StatusCode);
    }

    [Fact]
    public async Task Every_run_shows_whether_its_figures_add_up_and_where_they_do_not()
    {
        await using var host = await PagesHost.StartAsync();
        var runs = host.App.Services.GetRequiredService<RunStore>();
        RunRow Ended(RunRow run) => run with { State = "finished", FinishedAt = TimeProvider.System.GetUtcNow(), Pulled = 9, Accepted = 7, Duplicate = 1, Quarantined = 1 };
        async Task WriteAsync(long key, Func<RunRow, RunRow> change) => await runs.ReportAsync(change(Ended((await runs.FindAsync(key))!)));
        await WriteAsync(await runs.StartAsync("nightly", 1, ["process-check.v1"]), run => run with { Complete = 3, Superseded = 1, Scores = 2, Broken = 1 });
        await WriteAsync(await runs.StartAsync("import"), run => run);
        using var operations = await OperationsAsync(host);
        operations.Prefer("en");
        var page = await operations.ReadAsync("/jobs");
        Assert.Equal(2, page.Split("<span class=\"chip good\">yes</span>").Length - 1);

        await WriteAsync(await runs.StartAsync("nightly", 1, ["process-check.v1"]), run => run with { Complete = 3 });
        await WriteAsync(await runs.StartAsync("pull"), run => run with { Duplicate = 0 });
        page = WebUtility.HtmlDecode(await operations.ReadAsync("/jobs"));
        Assert.Equal(2, page.Split("<span class=\"chip bad\">no</span>").Length - 1);
        Assert.Contains("accepted 7 is not analysed 3 + superseded 0 + failed 0 + unfinished 0", page, StringComparison.Ordinal);
        Assert.Contains("pulled 9 is not accepted 7 + duplicate 0 + quarantined 1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_is_not_held_by_itself()
    {
        await using var host = await PagesHost.StartAsync();
        var key = await host.App.Services.GetRequiredService<RunStore>().StartAsync("import");
        using var operations = await OperationsAsync(host);
        operations.Prefer("en");
        var live = await operations.ReadAsync("/jobs?handler=Live");
        Assert.Contains($"#{key} Import", live, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"cancel\"", live, StringComparison.Ordinal);
        await PostAsync(operations, "Run", ("run", $"{key}"), ("action", "cancel"), ("reason", "wrong file"));
        Assert.Contains($"Not done: run {key} only reads: hold or end the run that it reads for", await operations.ReadAsync("/jobs"), StringComparison.Ordinal);
        Assert.Empty(await ActionsAsync(host));
    }

    [Fact]
    public async Task A_run_at_work_shows_how_far_it_is_and_can_be_held_and_ended()
    {
        await using var host = await PagesHost.StartAsync();
        var runs = host.App.Services.GetRequiredService<RunStore>();
        var key = await runs.StartAsync("nightly");
        var now = TimeProvider.System.GetUtcNow();
        await runs.ReportAsync((await runs.FindAsync(key))! with { Planned = 400, Analysed = 100, Rate = 20.5, ExpectedEnd = now.AddMinutes(5), Deadline = now.AddMinutes(1) });
        using var operations = await OperationsAsync(host);
        operations.Prefer("en");
        var live = await operations.ReadAsync("/jobs?handler=Live");
        Assert.Contains("<progress value=\"100\" max=\"400\"", live, StringComparison.Ordinal);
        Assert.Contains("20.5 per second", live, StringComparison.Ordinal);
        Assert.Contains(">Misses<", live, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", await operations.ReadAsync("/jobs"), StringComparison.Ordinal);

        await PostAsync(operations, "Run", ("run", $"{key}"), ("action", "pause"), ("reason", "too slow"));
        Assert.Contains("ops: too slow", await operations.ReadAsync("/jobs?handler=Live"), StringComparison.Ordinal);
        await PostAsync(operations, "Run", ("run", $"{key}"), ("action", "cancel"), ("reason", "not tonight"));
        Assert.Contains("Being cancelled", await operations.ReadAsync("/jobs?handler=Live"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(operations, "Run", ("run", $"{key}"), ("action", "rerun"), ("reason", "x"))).StatusCode);
    }

    [Fact]
    public async Task A_run_that_still_reads_shows_how_much_it_has_read()
    {
        await using var host = await PagesHost.StartAsync();
        var runs = host.App.Services.GetRequiredService<RunStore>();
        var key = await runs.StartAsync("nightly");
        await runs.ReportAsync((await runs.FindAsync(key))! with { Pulled = 1200, Accepted = 1200 });
        using var operations = await OperationsAsync(host);
        Assert.Contains("已读取 1200 条", await operations.ReadAsync("/jobs?handler=Live"), StringComparison.Ordinal);
        operations.Prefer("en");
        Assert.Contains("Read 1200 so far", await operations.ReadAsync("/jobs?handler=Live"), StringComparison.Ordinal);
        await runs.ReportAsync((await runs.FindAsync(key))! with { Planned = 2400, Analysed = 3 });
        Assert.Contains("3 / 2400", await operations.ReadAsync("/jobs?handler=Live"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_program_asked_for_is_told_in_the_language_of_the_reader()
    {
        await using var host = await PagesHost.StartAsync();
        await host.App.Services.GetRequiredService<RunControl>().AddAsync(
            new() { Action = RunAction.Rerun, Reason = "form a.v1 newly in use", ByWhom = RunAction.Program, Details = "rubric=a.v1 per-second=100" });
        using var operations = await OperationsAsync(host);
        var page = await operations.ReadAsync("/jobs");
        foreach (var cell in new[] { "程序", "表单新启用", "rubric=a.v1 per-second=100" }) Assert.Contains($"<td>{cell}</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_nodes_share_shows_while_a_run_is_at_work_and_behind_it()
    {
        await using var host = await PagesHost.StartAsync();
        var runs = host.App.Services.GetRequiredService<RunStore>();
        var key = await runs.StartAsync("nightly");
        await runs.ReportAsync((await runs.FindAsync(key))! with { Planned = 400, Analysed = 80, Rate = 20 });
        await host.App.Services.GetRequiredService<NodeStore>().BeatAsync("worker", "1.0", "Quartz");
        foreach (var share in new[] { $"'{WorkerProcess.Current}', 58, 2", "'elsewhere/7/1', 20, 0" })
            await ExecuteAsync(host, $"INSERT INTO run_shares (run_key, node, analysed, failed) VALUES ({key}, {share})");
        using var operations = await OperationsAsync(host);
        operations.Prefer("en");
        var live = await operations.ReadAsync("/jobs?handler=Live");
        foreach (var cell in new[] { "58", "2", "75%", "15 per second", "25%", "5 per second" })
            Assert.Contains($"<td class=\"number\">{cell}</td>", live, StringComparison.Ordinal);
        Assert.Contains("elsewhere <small class=\"muted\">7</small>", live, StringComparison.Ordinal);
        Assert.Equal(2, live.Split(" ago").Length);
        Assert.DoesNotContain("last run", live, StringComparison.Ordinal);

        await runs.ReportAsync((await runs.FindAsync(key))! with { State = "finished" });
        live = await operations.ReadAsync("/jobs?handler=Live");
        Assert.Contains($"Nodes of the last run: #{key}", live, StringComparison.Ordinal);
        Assert.Contains("75%", live, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_stand_together_by_kind_and_are_tried_again_one_or_all()
    {
        await using var host = await PagesHost.StartAsync();
        var keys = await host.QueueAsync(3);
        await ExecuteAsync(host, $"INSERT INTO work (conversation_key, rubric, state, error) SELECT key, '{ReviewSamples.RubricId}', 'failed', 'TimeoutException' FROM conversations");
        using var operations = await OperationsAsync(host);
        operations.Prefer("en");
        Assert.Contains("Retry all 3", await operations.ReadAsync("/jobs"), StringComparison.Ordinal);
        await PostAsync(operations, "RetryOne", ("conversation", $"{keys[0]}"), ("rubric", ReviewSamples.RubricId));
        var page = await operations.ReadAsync("/jobs");
        Assert.Contains("Retry all 2", page, StringComparison.Ordinal);
        Assert.Contains("<b>1</b> waiting", page, StringComparison.Ordinal);
        await PostAsync(operations, "Retry", ("error", "TimeoutException"), ("reason", "the disk has room again"));
        var asked = await host.App.Services.GetRequiredService<RerunStore>().NextAsync(null);
        Assert.Equal("TimeoutException", asked?.Error);
        Assert.Equal(["retry", "retry"], (await ActionsAsync(host)).Select(a => a.Action));
    }

    [Fact]
    public async Task A_re_run_is_asked_for_by_days_of_the_site_and_a_speed()
    {
        await using var host = await PagesHost.StartAsync();
        using var operations = await OperationsAsync(host);
        Assert.Contains($"<option value=\"{PagesHost.NotInUse}\"", await operations.ReadAsync("/jobs"), StringComparison.Ordinal);
        await PostAsync(operations, "Rerun", ("rubric", ""), ("from", "2026-03-01"), ("until", "2026-03-02"), ("queue", " "), ("perSecond", "2.5"), ("reason", "new words"));
        var asked = await host.App.Services.GetRequiredService<RerunStore>().NextAsync(null);
        Assert.Equal((null, null, 2.5), (asked!.Rubric, asked.Queue, asked.PerSecond));
        Assert.Equal((new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero)), (asked.FromTime!.Value, asked.UntilTime!.Value));
    }

    [Fact]
    public async Task A_record_in_quarantine_is_read_again_and_what_comes_of_it_is_told()
    {
        await using var host = await PagesHost.StartAsync();
        await QuarantineAsync(host, "day.jsonl", Night.Line("c1"));
        await QuarantineAsync(host, "bad.jsonl", "{\"id\":\"a\",\"channel\":\"fax\"}");
        using var operations = await OperationsAsync(host);
        operations.Prefer("en");
        await PostAsync(operations, "Reread", ("record", "1"));
        var page = await operations.ReadAsync("/jobs");
        Assert.Contains("accepted; its analysis follows", page, StringComparison.Ordinal);
        Assert.DoesNotContain("day.jsonl", page, StringComparison.Ordinal);
        await PostAsync(operations, "Reread", ("record", "2"));
        page = await operations.ReadAsync("/jobs");
        Assert.Contains("Read again: ", page, StringComparison.Ordinal);
        Assert.Contains("bad.jsonl", page, StringComparison.Ordinal);
        Assert.Equal(["quarantine=2 refused", "quarantine=1 accepted"], (await ActionsAsync(host)).Select(a => a.Details));
        Assert.Equal(1, (await host.App.Services.GetRequiredService<Workload>().AnalysisAsync()).Waiting);
    }

    [Fact]
    public async Task A_row_of_a_table_is_read_again_with_what_the_site_file_says_of_its_source_today()
    {
        await using var host = await PagesHost.StartAsync(sources: Pulling.Read("sources:\n  - {id: recorder, kind: inbox, folder: in, speakers: {小林: agent}}"));
        foreach (var source in new[] { "recorder", "files" })
            await QuarantineAsync(host, source + ".csv", "c1,customer,在吗\nc1,小林,您好", source, "conversation_id,speaker,text");
        using var operations = await OperationsAsync(host);
        operations.Prefer("en");
        Assert.Contains("conversation_id,speaker,text\nc1,customer", WebUtility.HtmlDecode(await operations.ReadAsync("/jobs")), StringComparison.Ordinal);
        await PostAsync(operations, "Reread", ("record", "1"));
        Assert.Contains("accepted; its analysis follows", await operations.ReadAsync("/jobs"), StringComparison.Ordinal);
        await PostAsync(operations, "Reread", ("record", "2"));
        Assert.Contains("expected the speaker customer, agent", await operations.ReadAsync("/jobs"), StringComparison.Ordinal);
    }

    private static async Task<Visitor> OperationsAsync(PagesHost host)
    {
        await host.AddAsync("ops", Roles.Operations);
        return await Visitor.SignedInAsync(host, "ops");
    }

    private static Task<HttpResponseMessage> PostAsync(Visitor visitor, string handler, params (string, string)[] fields) =>
        visitor.PostAsync("/jobs", $"/jobs?handler={handler}", fields);

    private static Task<IReadOnlyList<RunAction>> ActionsAsync(PagesHost host) => host.App.Services.GetRequiredService<RunControl>().LatestAsync(9);

    private static async Task QuarantineAsync(PagesHost host, string file, string raw, string source = "files", string? head = null)
    {
        await using var connection = await host.Database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await host.App.Services.GetRequiredService<RunStore>().QuarantineAsync(
            connection, transaction, new() { Source = source, File = file, Line = 1, Reason = "expected another time", Raw = raw, Head = head });
        await transaction.CommitAsync();
    }

    private static async Task ExecuteAsync(PagesHost host, string sql)
    {
        await using var connection = await host.Database.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}
