using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QaAnalyzer.App;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.App.Watch;
using QaAnalyzer.Conversations;
using QaAnalyzer.Conversations.Repairs;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals.Channels;
using QaAnalyzer.Sources;
using QaAnalyzer.Storage;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.App;

/// <summary>The real pages on a free loopback port over a fresh SQLite file, with a demo lead who may sign in.</summary>
internal sealed class PagesHost : IAsyncDisposable
{
    public const string Lead = "demo";
    /// <summary>A form that is published and not in use.</summary>
    public const string NotInUse = "sample-form.v0";

    public const string Password = "demo-password-1";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("qa-pages-");

    private PagesHost(double blind, WatchSettings watch, IReadOnlyList<SourceSettings> sources)
    {
        Database = Database.File(Path.Combine(_folder.FullName, "qa.db"));
        App = WebHost.Build(new()
        {
            Database = Database,
            Rubrics = new RubricCatalog([ReviewSamples.Rubric, ReviewSamples.Rubric with { Id = NotInUse }]),
            PipelineOf = (rubric, _) => Task.FromResult(new AnalysisPipeline(rubric, [])),
            ActiveRubrics = [ReviewSamples.RubricId],
            Urls = "http://127.0.0.1:0",
            DemoAccount = new(Lead, Password),
            BlindShare = blind,
            Watch = watch,
            Sources = sources,
        });
    }

    public Database Database { get; }

    public WebApplication App { get; }

    public Uri Address => new(App.Urls.First());

    public static async Task<PagesHost> StartAsync(double blind = 0, WatchSettings? watch = null, IReadOnlyList<SourceSettings>? sources = null)
    {
        var host = new PagesHost(blind, watch ?? WatchSettings.None, sources ?? []);
        await Migrations.RunAsync(host.Database, TimeProvider.System);
        await host.App.StartAsync();
        return host;
    }

    /// <summary>Saves analysed chats c1, c2, … and queues them; returns their keys.</summary>
    public async Task<IReadOnlyList<long>> QueueAsync(int count, string agent = "A12")
    {
        var keys = new List<long>();
        for (var i = 1; i <= count; i++)
        {
            var conversation = ReviewSamples.Conversation($"{agent}-c{i}", Channel.Chat, agent);
            keys.Add(await ReviewSamples.SaveAsync(Database, TimeProvider.System, conversation, ReviewSamples.Analysis(conversation)));
        }

        await App.Services.GetRequiredService<ReviewQueue>().FillAsync(ReviewSamples.RubricId);
        return keys;
    }

    /// <summary>Saves and queues a chat whose sides are exchanged, with the flag that says so.</summary>
    public async Task<long> QueueSwappedAsync()
    {
        var conversation = ConversationRepair.SwapSides.Apply(ReviewSamples.Conversation("A12-swapped"));
        var analysis = ReviewSamples.Analysis(conversation) with { Flags = ChannelChecks.Of(conversation) };
        var key = await ReviewSamples.SaveAsync(Database, TimeProvider.System, conversation, analysis);
        await App.Services.GetRequiredService<ReviewQueue>().FillAsync(ReviewSamples.RubricId);
        return key;
    }

    public Task<bool> AddAsync(string name, string role, string? agentId = null)
    {
        var account = new Account { Name = name, DisplayName = name, PasswordHash = "", Role = role, AgentId = agentId };
        return App.Services.GetRequiredService<AccountStore>().AddAsync(account, Password);
    }

    public Task<IReadOnlyDictionary<string, Review>> DecisionsAsync(long key) =>
        App.Services.GetRequiredService<ReviewStore>().InForceAsync(key, ReviewSamples.RubricId);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
