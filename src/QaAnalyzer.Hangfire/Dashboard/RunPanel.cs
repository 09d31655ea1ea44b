using System.Globalization;
using Hangfire.Dashboard;
using Hangfire.States;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Hangfire.Dashboard;

/// <summary>On the page of a job: how far its run is, and whether what it pulled adds up.</summary>
internal static class RunPanel
{
    public static NonEscapedString Render(JobDetailsRendererDto job)
    {
        var services = job.Page.Context.GetHttpContext().RequestServices;
        var run = FindAsync(job, services.GetRequiredService<RunStore>()).GetAwaiter().GetResult();
        return job.Page.Html.Raw(run is null ? "" : Of(run, services.GetRequiredService<JobRunner>().Zone).ToString());
    }

    internal static Markup Of(RunRow run, TimeZoneInfo zone) => Markup.Of(
        $"""
        <h3>{Words.Say("运行", "Run")} #{run.Key} <small>{State(run)}</small></h3>
        {Progress(run, zone)}
        {Balance(run)}
        """);

    // Until its first slice is over only the run itself says that it is this job's: one start of a job is at work at a time.
    private static async Task<RunRow?> FindAsync(JobDetailsRendererDto job, RunStore runs)
    {
        if (job.JobDetails.Properties.TryGetValue(JobParameters.Run, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var key))
            return await runs.FindAsync(key);
        var isAtWork = job.JobDetails.History.FirstOrDefault()?.StateName == ProcessingState.StateName;
        return isAtWork && HangfireJob.NameIn(job.JobDetails.Job) is { } name ? (await runs.OpenAsync()).FirstOrDefault(r => r.Kind == name) : null;
    }

    public static string State(RunRow run) => run.State switch
    {
        "running" => Words.Say("运行中", "running"),
        "paused" => Words.Say("已暂停", "paused"),
        "cancelled" => Words.Say("已取消", "cancelled"),
        "finished" => Words.Say("已完成", "finished"),
        "failed" => Words.Say("失败", "failed"),
        var other => other,
    };

    private static Markup Progress(RunRow run, TimeZoneInfo zone)
    {
        if (run.Planned == 0) return Markup.Empty;
        var done = run.Analysed + run.Failed;
        var rate = run.Rate is { } perSecond ? Words.Say($"每秒 {perSecond:0.0} 条", $"{perSecond:0.0} per second") : "";
        var end = run is { IsOpen: true, ExpectedEnd: { } expected } ? Words.Say("预计完成 ", "expected end ") + Words.Moment(expected, zone) : "";
        return Markup.Of(
            $"""
            <p><progress value="{done}" max="{run.Planned}" aria-label="{Words.Say("进度", "Progress")}">{done}/{run.Planned}</progress>
            <b>{done:N0} / {run.Planned:N0}</b> {Words.Say("会话 × 表单", "conversations × forms")} <span class="text-muted">{rate} {end}</span></p>
            """);
    }

    private static Markup Balance(RunRow run)
    {
        if (!run.FollowsConversations) return Markup.Empty;
        var open = run.IsOpen ? Words.Say("运行结束时核对", "checked when the run ends") : null;
        return Markup.Of(
            $"""
            <table class="table table-condensed"><tbody>
            <tr><th>{Words.Say("取回", "Pulled")}</th><td>{run.Pulled:N0}</td>
            <td>= {Words.Say("接收", "accepted")} {run.Accepted:N0}
            + {Words.Say("重复", "duplicate")} {run.Duplicate:N0} + {Words.Say("隔离", "quarantined")} {run.Quarantined:N0}</td></tr>
            <tr><th>{Words.Say("接收的会话", "Conversations accepted")}</th><td>{run.Accepted - run.Scores:N0}</td>
            <td>= {Words.Say("分析完成", "analysed")} {run.Complete:N0}
            + {Words.Say("被新版本取代", "superseded")} {run.Superseded:N0} + {Words.Say("失败", "failed")} {run.Broken:N0}
            + {Words.Say("未完成", "unfinished")} {run.Unfinished:N0}</td></tr>
            <tr><th>{Words.Say("核对", "Reconciliation")}</th><td colspan="2">{open ?? run.Mismatch ?? Words.Say("数目相符", "adds up")}</td></tr>
            </tbody></table>
            """);
    }
}
