using QaAnalyzer.Agreement;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.App.Api;
using QaAnalyzer.App.Jobs;
using QaAnalyzer.App.Pages;
using QaAnalyzer.App.Pages.Agreement;
using QaAnalyzer.App.Pages.Jobs;
using QaAnalyzer.App.Texts;
using QaAnalyzer.App.Watch;
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
        Logs.AddTo(builder.Logging, settings.Watch.JsonLogs);
        AddProduct(builder.Services, settings);
        ApiV1.AddServices(builder.Services, settings);
        builder.Services.AddWatch(settings.Watch, settings.Database, settings.Clock);
        settings.AddServices(builder.Services);
        LocalSignIn.AddServices(builder.Services);
        builder.Services.AddHttpContextAccessor().AddSingleton(new TextCatalog()).AddScoped<UiText>();
        builder.Services.AddRazorPages();

        var app = builder.Build();
        app.UseExceptionHandler("/problem");
        app.UseStatusCodePagesWithReExecute("/problem", "?code={0}");
        app.Use(SafeHeaders.AddAsync);
        app.UseApiProblems();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = c => c.Context.Response.Headers.CacheControl = "no-cache" });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        EnginePages.Map(app);
        app.MapRazorPages();
        app.MapWatch();
        app.MapApi();
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
        .AddSingleton<NodeShares>()
        .AddSingleton<Workload>()
        .AddSingleton<NightReports>()
        .AddSingleton<HistoryStore>()
        .AddSingleton<Importer>()
        .AddSingleton(services => ActivatorUtilities.CreateInstance<Rereader>(services, settings.Sources, settings.Zone))
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
