using System.Globalization;
using Hangfire;
using Hangfire.Annotations;
using Hangfire.Dashboard;
using Hangfire.States;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Hangfire.Dashboard;

/// <summary>What operations do on the night board. Hangfire has checked the antiforgery token before.</summary>
internal sealed class NightBoardDeeds : IDashboardDispatcher
{
    public const string Path = NightBoardPage.Path + "/(?<deed>requeue|retry|pause|resume)";

    public async Task Dispatch([NotNull] DashboardContext context)
    {
        var http = context.GetHttpContext();
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        if (context.IsReadOnly)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var person = new Person(http.User.Identity?.Name ?? "", form["reason"].ToString().Trim());
        var refusal = context.UriMatch.Groups["deed"].Value switch
        {
            "requeue" => await RequeueAsync(context, form["error"].ToString(), person),
            "retry" => await DeskOf(http).RerunAsync(new() { Error = form["error"].ToString() }, person, http.RequestAborted),
            var action => await TellJobAsync(http, action, form["job"].ToString(), person),
        };
        if (refusal is null)
        {
            http.Response.Redirect($"{http.Request.PathBase}{NightBoardPage.Path}?done=1");
            return;
        }

        http.Response.StatusCode = StatusCodes.Status409Conflict;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(Words.Say(refusal.Value), http.RequestAborted);
    }

    private static RunDesk DeskOf(HttpContext http) => http.RequestServices.GetRequiredService<RunDesk>();

    private static async Task<Sentence?> TellJobAsync(HttpContext http, string action, string name, Person person) =>
        http.RequestServices.GetRequiredService<JobRunner>().Find(name) is { } job
            ? await DeskOf(http).TellJobAsync(action, job, person, http.RequestAborted)
            : new Sentence("没有这个作业", "there is no such job");

    private static async Task<Sentence?> RequeueAsync(DashboardContext context, string error, Person person)
    {
        if (person.Reason.Length == 0) return new("请写明原因", "a reason is needed: others will ask");
        var services = context.GetHttpContext().RequestServices;
        var group = (await services.GetRequiredService<BoardReader>().FailedAsync(error)).FirstOrDefault(g => g.Error == error);
        if (group is null) return new("没有这类失败的作业", "no job failed with this class of error");

        // Kept before it is done: what happened without a word could not be explained.
        var details = string.Create(CultureInfo.InvariantCulture, $"error={error} jobs={group.Count}");
        await services.GetRequiredService<RunControl>().AddAsync(new() { Action = RunAction.Retry, Reason = person.Reason, ByWhom = person.Name, Details = details });
        var client = context.GetBackgroundJobClient();
        var enqueued = new EnqueuedState { Reason = $"{person.Name}: {person.Reason}" };
        foreach (var id in group.Ids) client.ChangeState(id.ToString(CultureInfo.InvariantCulture), enqueued, FailedState.StateName);
        return null;
    }
}
