using QaAnalyzer.Storage;
using static QaAnalyzer.Hangfire.Dashboard.Words;

namespace QaAnalyzer.Hangfire.Dashboard;

/// <summary>The sections of the night board as HTML.</summary>
/// <param name="view">What they show.</param>
/// <param name="token">Antiforgery token of the forms; null for those who only read, who get no forms.</param>
/// <param name="path">Of the page itself.</param>
/// <param name="linkOf">Address of the page of a job by its id.</param>
internal sealed class NightBoardParts(NightBoardView view, string? token, string path, Func<string, string> linkOf)
{
    private const int ShownIds = 10;

    public Markup Queues() => Markup.Of(
        $"""
        <h2 class="h3">{Say("队列", "Queues")} <small>{Say("最近一天等待工作线程的时间", "time waited for a worker over the last day")}</small></h2>
        <table class="table"><thead><tr><th>{Say("队列", "Queue")}</th><th>{Say("等待", "Waiting")}</th><th>{Say("处理中", "At work")}</th><th>{Say("启动次数", "Starts")}</th>
        <th>{Say("中位数", "Median")}</th><th>95 %</th><th>{Say("最长", "Longest")}</th></tr></thead><tbody>
        {Markup.Join(view.Queues, q => $"<tr><td><code>{q.Name}</code></td><td>{q.Waiting}</td><td>{q.AtWork}</td><td>{q.Latency?.Starts ?? 0}</td>{Latency(q.Latency)}</tr>")}
        </tbody></table>
        """);

    public Markup FailedJobs() => Markup.Of(
        $"""
        <h2 class="h3">{Say("失败的作业（按错误类别）", "Failed jobs by class of error")}</h2>
        <form method="get" action="{path}" class="form-inline">
        <label>{Say("错误类别", "Class of error")} <input class="form-control input-sm" name="error" value="{view.Search}" maxlength="200"></label>
        <button class="btn btn-sm btn-default">{Say("查找", "Search")}</button></form>
        {(view.Failed.Count == 0 ? None() : Markup.Join(view.Failed, Failed))}
        """);

    public Markup FailedAnalyses() => Markup.Of(
        $"""
        <h2 class="h3">{Say("失败的分析（按错误类别）", "Failed analyses by class of error")}</h2>
        {(view.Analyses.Count == 0 ? None() : Markup.Join(view.Analyses, g => $"""
            <p><b>{g.Count}</b> × <code>{g.Error}</code></p>
            {(g.Error.Length == 0 ? Markup.Empty : Deed("retry", "error", g.Error, g.Error, Say($"重新分析全部 {g.Count} 条", $"Analyse all {g.Count} again")))}
            """))}
        """);

    public Markup Jobs() => Markup.Of($"<h2 class=\"h3\">{Say("作业", "Jobs")}</h2>{Markup.Join(view.Jobs, OfJob)}");

    private static Markup Latency(QueueLatency? latency) => latency is null
        ? Markup.Of($"<td>–</td><td>–</td><td>–</td>")
        : Markup.Of($"<td>{Seconds(latency.Median)}</td><td>{Seconds(latency.High)}</td><td>{Seconds(latency.Longest)}</td>");

    private static string Seconds(double seconds) => Length(TimeSpan.FromSeconds(seconds));

    private static Markup None() => Markup.Of($"<p class=\"text-muted\">{Say("没有。", "None.")}</p>");

    private FormattableString Failed(FailedJobs group) =>
        $"""
        <p><b>{group.Count}</b> × <code>{group.Error}</code>
        <span class="text-muted">{Say("最近", "latest")} {Moment(new DateTimeOffset(DateTime.SpecifyKind(group.Latest, DateTimeKind.Utc)), view.Zone)}</span>
        {Markup.Join(group.Ids.Take(ShownIds), id => $"<a href=\"{linkOf($"{id}")}\">#{id}</a> ")}</p>
        {Deed("requeue", "error", group.Error, group.Error, Say($"全部 {group.Count} 个重新入队", $"Requeue all {group.Count}"))}
        """;

    private FormattableString OfJob(BoardJob line) =>
        $"""
        <h3 class="h4">{Say(line.Job.Title)} <small><code>{line.Job.Name}</code> {Say("下次", "next")} {Moment(line.Next, view.Zone)}</small></h3>
        {(line.Pause is { } pause ? Paused(pause) : Markup.Empty)}
        {Deed(line.Pause is null ? "pause" : "resume", "job", line.Job.Name, Say(line.Job.Title), line.Pause is null ? Say("暂停", "Pause") : Say("恢复", "Resume"))}
        {(line.Runs.Count == 0 ? Markup.Of($"<p class=\"text-muted\">{Say("还没有运行过。", "No runs yet.")}</p>") : History(line.Runs))}
        """;

    private Markup Paused(RunAction pause)
    {
        var since = Moment(pause.CreatedAt, view.Zone);
        return Markup.Of($"<p class=\"text-danger\">{Say($"已暂停（{since}）{pause.ByWhom}：{pause.Reason}", $"Paused ({since}) by {pause.ByWhom}: {pause.Reason}")}</p>");
    }

    private Markup History(IReadOnlyList<RunRow> runs) => Markup.Of(
        $"""
        <table class="table table-condensed"><thead><tr><th>{Say("运行", "Run")}</th><th>{Say("状态", "State")}</th><th>{Say("开始", "Started")}</th><th>{Say("用时", "Took")}</th>
        <th>{Say("分析", "Analysed")}</th><th>{Say("失败", "Failed")}</th><th>{Say("说明", "Message")}</th></tr></thead><tbody>
        {Markup.Join(runs, Line)}
        </tbody></table>
        """);

    private FormattableString Line(RunRow run) =>
        $"""
        <tr><td>#{run.Key}</td><td>{RunPanel.State(run)}</td><td>{Moment(run.StartedAt, view.Zone)}</td><td>{Length(run.FinishedAt - run.StartedAt)}</td>
        <td>{run.Analysed:N0}</td><td>{run.Failed:N0}</td><td>{run.Message}</td></tr>
        """;

    // Others will ask why: nothing is done without a reason.
    private Markup Deed(string deed, string field, string value, string what, string button) => token is null ? Markup.Empty : Markup.Of(
        $"""
        <form method="post" action="{path}/{deed}" class="form-inline" aria-label="{button}: {what}">
        <input name="__RequestVerificationToken" type="hidden" value="{token}"><input name="{field}" type="hidden" value="{value}">
        <label>{Say("原因", "Reason")} <input class="form-control input-sm" name="reason" required maxlength="200" autocomplete="off"></label>
        <button class="btn btn-sm btn-primary">{button}</button></form>
        """);
}
