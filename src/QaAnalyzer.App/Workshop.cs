using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App;

/// <summary>The library's parts put together on one migrated database; what commands and jobs work with.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private readonly IReadOnlyList<ISignalDetector> _detectors;

    private Workshop(AppSettings settings, Database database)
    {
        Settings = settings;
        Database = database;
        Catalog = settings.LoadRubrics();
        Rubrics = settings.ActiveRubrics(Catalog);
        Runs = new(database, Clock);
        Work = new(database, Clock);
        Queue = new(database, Clock);
        Site = settings.LoadSite();
        var conversations = new ConversationStore(database, Clock);
        Importer = new(database, conversations, new(database, Clock), Runs, Clock);
        _detectors = settings.LoadDetectors();
        Nightly = new(Importer, new(database, Work, conversations, new(database, Clock), _detectors, Site), Work, Queue, Runs, Clock);
    }

    public AppSettings Settings { get; }

    public TimeProvider Clock { get; } = TimeProvider.System;

    public Database Database { get; }

    public RubricCatalog Catalog { get; }

    public SiteSettings Site { get; }

    /// <summary>The rubrics in use.</summary>
    public IReadOnlyList<Rubric> Rubrics { get; }

    public RunStore Runs { get; }

    public WorkStore Work { get; }

    public ReviewQueue Queue { get; }

    public Importer Importer { get; }

    public NightlyRun Nightly { get; }

    /// <summary>How one conversation is analysed outside of a run.</summary>
    public AnalysisPipeline Pipeline(Rubric rubric) => new(rubric, _detectors, Site);

    public NightlyPlan Plan => new() { Rubrics = Rubrics, Inboxes = Settings.Inboxes, Options = new() { Zone = Settings.Zone } };

    public static async Task<Workshop> OpenAsync(AppSettings settings, CancellationToken cancel, string? connectionString = null)
    {
        // Signals are listened to once the command has returned to the command line, and SQLite never pauses by itself.
        await Task.Yield();
        var database = settings.OpenDatabase(connectionString);
        try
        {
            await Migrations.RunAsync(database, TimeProvider.System, cancel);
            return new(settings, database);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
