#if HANGFIRE
using System.Globalization;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.App.Texts;
using QaAnalyzer.Hangfire;
using QaAnalyzer.Jobs;
#endif

namespace QaAnalyzer.App.Jobs;

/// <summary>Pages that a job engine brings along, for those who may read the page of jobs; operations act on them.</summary>
internal static class EnginePages
{
    public static void Map(WebApplication app)
    {
#if HANGFIRE
        if (app.Services.GetService<IJobEngine>() is not HangfireEngine) return;
        app.UseWhen(context => context.Request.Path.StartsWithSegments(HangfireDashboard.Path, StringComparison.OrdinalIgnoreCase), part => part.Use(PrepareAsync));
        HangfireDashboard.Map(app, Policies.Jobs, context => context.User.IsInRole(Roles.Operations));
#endif
    }

#if HANGFIRE
    // Hangfire's pages follow the cultures of the thread, and colour their states by style attributes.
    private static Task PrepareAsync(HttpContext context, RequestDelegate next)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(context.RequestServices.GetRequiredService<UiText>().IsChinese ? "zh-CN" : "en");
        context.Response.Headers.ContentSecurityPolicy += "; style-src 'self' 'unsafe-inline'";
        return next(context);
    }
#endif
}
