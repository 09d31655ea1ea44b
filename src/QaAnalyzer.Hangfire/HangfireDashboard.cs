using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.Hangfire.Dashboard;
using QaAnalyzer.Jobs;

namespace QaAnalyzer.Hangfire;

/// <summary>Hangfire's own pages, and ours among them.</summary>
public static class HangfireDashboard
{
    public const string Path = "/hangfire";

    // Hangfire keeps routes, menus and metrics once a process.
    private static readonly Lazy<bool> Registered = new(Register);

    /// <param name="endpoints">Of the host; its requests have the person's language as <c>CurrentUICulture</c>.</param>
    /// <param name="policy">Who may read.</param>
    /// <param name="canAct">Who may act as well.</param>
    public static void Map(IEndpointRouteBuilder endpoints, string policy, Func<HttpContext, bool> canAct)
    {
        _ = Registered.Value;
        endpoints.MapHangfireDashboardWithAuthorizationPolicy(policy, Path, new()
        {
            AppPath = "/jobs",
            DashboardTitle = "QaAnalyzer",
            FaviconPath = "/favicon.svg",
            DisplayStorageConnectionString = false,
            IsReadOnlyFunc = context => !canAct(context.GetHttpContext()),
            DisplayNameFunc = (context, call) => TitleOf(context, HangfireJob.NameIn(call)) ?? call.ToString(),
        });
    }

    internal static void AddTo(IServiceCollection services) =>
        services.AddSingleton<BoardReader>().AddSingleton<ReviewMetrics>().AddSingleton<NightBoard>();

    private static string? TitleOf(DashboardContext context, string? name) =>
        name is not null && context.GetHttpContext().RequestServices.GetRequiredService<JobRunner>().Find(name) is { } job ? Words.Say(job.Title) : name;

    private static bool Register()
    {
        DashboardRoutes.Routes.AddRazorPage(NightBoardPage.Path, _ => new NightBoardPage());
        DashboardRoutes.Routes.Add(NightBoardDeeds.Path, new NightBoardDeeds());
        NavigationMenu.Items.Add(page => new(NightBoardPage.Title, page.Url.To(NightBoardPage.Path))
        {
            Active = page.RequestPath.StartsWith(NightBoardPage.Path, StringComparison.OrdinalIgnoreCase),
        });
        ReviewMetrics.Register();
        GlobalConfiguration.Configuration.UseJobDetailsRenderer(0, RunPanel.Render).UseDashboardJavaScript(typeof(HangfireDashboard).Assembly, "language.js");
        return true;
    }
}
