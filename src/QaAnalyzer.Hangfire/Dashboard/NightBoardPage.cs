using Hangfire;
using Hangfire.Dashboard;
using Hangfire.Dashboard.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace QaAnalyzer.Hangfire.Dashboard;

/// <summary>A page in the dashboard's own menu with what the nights need and Hangfire lacks. Leads read it, operations act on it.</summary>
internal sealed class NightBoardPage : RazorPage
{
    public const string Path = "/night-board";

    public static string Title => Words.Say("夜间看板", "Night board");

    public override void Execute()
    {
        Layout = new LayoutPage(Title);
        var services = Context.GetHttpContext().RequestServices;

        // Hangfire writes its pages without waiting, so this waits for the database.
        var view = services.GetRequiredService<NightBoard>().ReadAsync(Query("error")).GetAwaiter().GetResult();
        var parts = new NightBoardParts(view, IsReadOnly ? null : Context.AntiforgeryToken ?? "", Url.To(Path), id => Url.JobDetails(id));
        WriteLiteral($"<div class=\"row\"><div class=\"col-md-12\"><h1 class=\"page-header\">{Markup.Of($"{Title}")}</h1>");
        if (Query("done") is not null) WriteLiteral(Markup.Of($"<div class=\"alert alert-success\" role=\"status\">{Words.Say("已记录。", "Done and kept.")}</div>").ToString());
        WriteLiteral("<div class=\"row\">");
        foreach (var metric in ReviewMetrics.Shown)
        {
            WriteLiteral("<div class=\"col-md-3 col-sm-6\">");
            Write(Html.BlockMetric(metric));
            WriteLiteral("</div>");
        }

        WriteLiteral("</div>");
        WriteLiteral(parts.Queues().ToString());
        WriteLiteral(parts.FailedJobs().ToString());
        WriteLiteral(parts.FailedAnalyses().ToString());
        WriteLiteral(parts.Jobs().ToString());
        WriteLiteral("</div></div>");
    }
}
