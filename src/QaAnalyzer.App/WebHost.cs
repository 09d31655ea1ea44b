using Microsoft.Extensions.Logging.Console;
using QaAnalyzer.Agreement;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.App.Api;
using QaAnalyzer.App.Jobs;
using QaAnalyzer.App.Pages;
using QaAnalyzer.App.Pages.Agreement;
using QaAnalyzer.App.Pages.Jobs;
using QaAnalyzer.App.Texts;
using QaAnalyzer.Jobs;
using QaAnalyzer.Learning.Service;
using QaAnalyzer.Reviews;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App;

/// <summary>Puts the pages together. Several hosts may live in one process: nothing here is static state.</summary>
internal static class WebHost
{
    public static WebApplication Build(WebHostSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(WebHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseUrls(settings.Urls).UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);

        // Warns that cookie keys lie in the database unencrypted; whoever reads that database has the transcripts already.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        AddProduct(builder.Services, settings);
        settings.AddServices(builder.Services);
        LocalSignIn.AddServices(builder.Services);
        builder.Services.AddHttpContextAccessor().AddSingleton(new TextCatalog()).AddScoped<UiText>();
        builder.Services.AddRazorPages();

        var app = builder.Build();
        app.UseExceptionHandler("/problem");
        app.UseStatusCodePagesWithReExecute("/problem", "?code={0}");
        app.Use(SafeHeaders.AddAsync);
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = c => c.Context.Response.Headers.CacheControl = "no-cache" });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        EnginePages.Map(app);
        app.MapRazorPages();
        app.MapHealth();
        return app;
    }

    private static void AddProduct(IServiceCollection services, WebHostSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton(settings.Database)
        .AddSingleton(settings.Clock)
        .AddSingleton(new RubricShelf(settings.Rubrics, settings.ActiveRubrics))
        .AddSingleton<ConversationStore>()
        .AddSingleton<AnalysisStore>()
        .AddSingleton<RunStore>()
        .AddSingleton<RunControl>()
        .AddSingleton<RerunStore>()
        .AddSingleton<RunDesk>()
        .AddSingleton<NodeStore>()
        .AddSingleton<Workload>()
        .AddSingleton<NightReports>()
        .AddSingleton<HistoryStore>()
        .AddSingleton<Importer>()
        .AddSingleton<Rereader>()
        .AddSingleton<JobsBoard>()
        .AddSingleton<ReviewStore>()
        .AddSingleton<ReviewQueue>()
        .AddSingleton<QueueReader>()
        .AddSingleton(new BlindShare(settings.BlindShare))
        .AddSingleton<ReviewDesk>()
        .AddSingleton(settings.Rubrics)
        .AddSingleton(settings.PipelineOf)
        .AddSingleton(settings.Site)
        .AddSingleton(new MoodShelf(settings.Moods))
        .AddSingleton<RepairDesk>()
        .AddSingleton<ScorerStore>()
        .AddSingleton<LearningLog>()
        .AddSingleton<HistoryReader>()
        .AddSingleton<AgreementStore>()
        .AddSingleton<AgreementBoard>()
        .AddSingleton<ConversationDesk>();
}
