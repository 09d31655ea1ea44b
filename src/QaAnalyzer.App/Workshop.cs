using QaAnalyzer.Jobs;
using QaAnalyzer.Learning;
using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Learning.Service;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Sources;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App;

/// <summary>The library's parts put together on one migrated database; what commands and jobs work with.</summary>
internal sealed class Workshop : IAsyncDisposable
{
    private readonly IReadOnlyList<ISignalDetector> _detectors;
    private readonly ScorerShelf _scorers;
    private readonly Lazy<MoodReader> _moods;

    private Workshop(AppSettings settings, Database database, string? connectionString)
    {
        Settings = settings;
        ConnectionString = connectionString ?? settings.ConnectionString;
        Database = database;
        Control = new(database, Clock);
        Partitions = new(database, Clock);
        Words = new(database, Clock);
        Reports = new(database, Clock);
        Catalog = settings.LoadRubrics();
        Rubrics = settings.ActiveRubrics(Catalog);
        Runs = new(database, Clock);
        Work = new(database, Clock);
        Queue = new(database, Clock);
        Site = settings.LoadSite();
        _moods = new(settings.LoadMoods);
        var conversations = new ConversationStore(database, Clock);
        Importer = new(database, conversations, new(database, Clock), Runs, Clock);
        Sources = new(database, Clock);
        Pull = new(settings.LoadSources(), Sources, new(database, conversations, new(database, Clock), Runs), Importer, Runs, Clock);
        _detectors = settings.LoadDetectors();
        var scorers = new ScorerStore(database, Clock);
        _scorers = new(scorers);
        var runner = new AnalysisRunner(database, Work, conversations, new(database, Clock), Queue, _detectors, Clock, Site, _scorers);
        Nightly = new(database, Importer, runner, Work, Runs, Clock, Pull);
        Reruns = new(database, Clock);
        Rerun = new(database, Reruns, runner, Work, Runs, Catalog, Clock);
        Help = new(database, runner, Runs, Work, Catalog, Clock);
        var learning = new LearningOptions { RetrainAfter = settings.RetrainAfter, Swaps = Site.Fairness, Moods = () => Moods };
        Learning = new(scorers, _scorers, new(database, conversations), new(database, Clock), Runs, Pipeline, learning, Clock);
    }

    public AppSettings Settings { get; }

    public TimeProvider Clock { get; } = TimeProvider.System;

    public Database Database { get; }

    public string ConnectionString { get; }

    public RunControl Control { get; }

    public Partitions Partitions { get; }

    /// <summary>Of the search.</summary>
    public WordFill Words { get; }

    public NightReports Reports { get; }

    public RubricCatalog Catalog { get; }

    public SiteSettings Site { get; }

    /// <summary>Loaded by the first that asks: a page, or a training.</summary>
    public MoodReader Moods => _moods.Value;

    /// <summary>The rubrics in use.</summary>
    public IReadOnlyList<Rubric> Rubrics { get; }

    public RunStore Runs { get; }

    public WorkStore Work { get; }

    public ReviewQueue Queue { get; }

    public Importer Importer { get; }

    public SourceStore Sources { get; }

    public PullRun Pull { get; }

    public NightlyRun Nightly { get; }

    public RerunStore Reruns { get; }

    public RerunRun Rerun { get; }

    /// <summary>For the runs of other nodes.</summary>
    public RunHelp Help { get; }

    public LearningRun Learning { get; }

    /// <summary>Where people hold, end and repeat runs.</summary>
    public RunDesk Desk => new(Control, Runs, Reruns, Catalog);

    /// <summary>How one conversation is analysed outside of a run: by the scorer in service where there is one.</summary>
    public async Task<AnalysisPipeline> PipelineAsync(Rubric rubric, CancellationToken cancel = default)
    {
        var rules = Pipeline(rubric, null);
        return await _scorers.FindAsync(rubric, rules.Tagger, cancel) is { } scorer ? Pipeline(rubric, scorer) : rules;
    }

    private AnalysisPipeline Pipeline(Rubric rubric, LearnedScorer? scorer) => new(rubric, _detectors, Site, scorer);

    public NightlyPlan Plan => new()
    {
        Rubrics = Rubrics,
        Inboxes = Settings.Inboxes,
        Options = new() { Zone = Settings.Zone },
        Deadline = Deadline(),
        BackfillPerSecond = Settings.BackfillPerSecond,
    };

    public static async Task<Workshop> OpenAsync(AppSettings settings, CancellationToken cancel, string? connectionString = null)
    {
        // Signals are listened to once the command has returned to the command line, and SQLite never pauses by itself.
        await Task.Yield();
        var database = settings.OpenDatabase(connectionString);
        try
        {
            await Migrations.RunAsync(database, TimeProvider.System, cancel);
            return new(settings, database, connectionString);
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next time that the clock on the wall shows it; in the hour that summer time skips, as much later as the hour is.</summary>
    private DateTimeOffset Deadline()
    {
        var now = TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), Settings.Zone).DateTime;
        var day = DateOnly.FromDateTime(now);
        var local = day.ToDateTime(Settings.NightlyDeadline);
        if (local <= now) local = local.AddDays(1);
        return SiteDay.At(local, Settings.Zone);
    }

    public ValueTask DisposeAsync()
    {
        Pull.Dispose();
        return Database.DisposeAsync();
    }
}
