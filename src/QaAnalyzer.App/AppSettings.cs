using System.Globalization;
using Microsoft.Extensions.Configuration;
using QaAnalyzer.App.Api;
using QaAnalyzer.App.Watch;
using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Text.Tagging;
using QaAnalyzer.Signals.Timing;
using QaAnalyzer.Sources;
using QaAnalyzer.Storage;
using Quartz;

namespace QaAnalyzer.App;

/// <summary>
/// Settings from <c>qa.json</c> in the working folder and from environment variables that start with <c>QA_</c>; nothing is needed to start.
/// </summary>
internal sealed class AppSettings
{
    private readonly IConfiguration _configuration;

    private AppSettings(IConfiguration configuration) => _configuration = configuration;

    /// <summary>SQLite in <c>qa-data/</c> of the working folder unless <c>QA_ConnectionStrings__Database</c> says otherwise.</summary>
    public string ConnectionString => _configuration.GetConnectionString("Database") ?? "Data Source=" + Path.Combine("qa-data", "qa.db");

    /// <summary>Folder with rubrics, phrases and samples: <c>QA_Data</c>, else beside the program.</summary>
    public string DataFolder => _configuration["Data"] ?? Path.Combine(AppContext.BaseDirectory, "data");

    /// <summary>Address of the pages: <c>QA_Urls</c>; loopback unless said otherwise.</summary>
    public string Urls => _configuration["Urls"] ?? "http://127.0.0.1:5080";

    /// <summary>Folders pulled by the night run: <c>QA_Inbox</c>, several separated by <c>;</c>.</summary>
    public IReadOnlyList<string> Inboxes => Split(_configuration["Inbox"] ?? Path.Combine("qa-data", "inbox"));

    /// <summary>Rubrics in use: <c>QA_Rubrics</c>, several separated by <c>;</c>.</summary>
    public IReadOnlyList<string> RubricIds => Split(_configuration["Rubrics"] ?? "process-check;communication-record");

    /// <summary>Share of the review queue that is scored without seeing the draft: <c>QA_Review__BlindShare</c>, from 0 to 1.</summary>
    /// <exception cref="CommandException">The setting is no such number.</exception>
    public double BlindShare
    {
        get
        {
            var text = _configuration["Review:BlindShare"] ?? "0.1";
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
                ? share
                : throw new CommandException($"QA_Review__BlindShare is no share from 0 to 1: \"{text}\". An example is 0.1.");
        }
    }

    /// <summary>Zone of the schedule and of transcripts without one: <c>QA_TimeZone</c>.</summary>
    /// <exception cref="CommandException">The setting names no zone.</exception>
    public TimeZoneInfo Zone
    {
        get
        {
            var id = _configuration["TimeZone"] ?? "Asia/Shanghai";
            return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
                ? zone
                : throw new CommandException($"QA_TimeZone names no time zone: \"{id}\". Use an IANA name such as Asia/Shanghai.");
        }
    }

    /// <summary>By when the drafts of the night must be there, a time of day in the schedule's zone: <c>QA_NightlyDeadline</c>.</summary>
    /// <exception cref="CommandException">The setting is no time of day.</exception>
    public TimeOnly NightlyDeadline => TimeOnly.TryParseExact(_configuration["NightlyDeadline"] ?? "08:00", "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time
        : throw new CommandException($"QA_NightlyDeadline is no time of day: \"{_configuration["NightlyDeadline"]}\". Use hours and minutes such as 08:00.");

    /// <summary>Logs, metrics and health.</summary>
    /// <exception cref="CommandException">A setting cannot be used.</exception>
    public WatchSettings Watch => WatchSettings.Read(_configuration);

    /// <summary>What starts the jobs: <c>QA_Jobs__Engine</c>.</summary>
    public string JobEngine => _configuration["Jobs:Engine"] ?? "Quartz";

    /// <summary>Whole months for which conversations are kept: <c>QA_Retention__Months</c>; null keeps them all.</summary>
    /// <exception cref="CommandException">The setting is no such number.</exception>
    public int? RetentionMonths => _configuration["Retention:Months"] switch
    {
        null or "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var months) && months is > 0 and <= 1200 => months,
        var text => throw new CommandException($"QA_Retention__Months is no number of months from 1: \"{text}\". An example is 24."),
    };

    /// <summary>Conversations a second that a form newly in use gets of those stored before: <c>QA_Backfill__PerSecond</c>.</summary>
    /// <exception cref="CommandException">The setting is no such number.</exception>
    public double BackfillPerSecond
    {
        get
        {
            var text = _configuration["Backfill:PerSecond"] ?? "100";
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= 1_000_000
                ? rate
                : throw new CommandException($"QA_Backfill__PerSecond is no number of conversations a second above 0: \"{text}\". An example is 100.");
        }
    }

    /// <summary>New reviews after which a scorer is trained anew: <c>QA_Learning__RetrainAfter</c>.</summary>
    /// <exception cref="CommandException">The setting is no such number.</exception>
    public int RetrainAfter => Count("Learning:RetrainAfter", 50, int.MaxValue, "number of reviews");

    /// <summary>The site file with the sources that are pulled: <c>QA_Sources</c>; null when there is none.</summary>
    public string? SourcesFile => _configuration["Sources"];

    /// <exception cref="CommandException">The file is missing.</exception>
    /// <exception cref="Data.DataFileException">The file cannot be used.</exception>
    public IReadOnlyList<SourceSettings> LoadSources() => SourcesFile is { Length: > 0 } file ? LoadSources(file) : [];

    /// <inheritdoc cref="LoadSources()"/>
    public IReadOnlyList<SourceSettings> LoadSources(string file)
    {
        if (!File.Exists(file)) throw new CommandException($"There is no file {file} with sources. Correct QA_Sources or write the file.");
        return new SourceFile(Times, Zone).Load(file);
    }

    /// <summary>
    /// What pushes may ask of this process: <c>QA_Push__Concurrent</c> at a time, <c>QA_Push__Waiting</c> for a place; the same of one source
    /// (<c>QA_Push__SourceConcurrent</c> …) and of one key (<c>QA_Push__KeyConcurrent</c> …); none beyond <c>QA_Push__Pending</c> rows of open
    /// work, records of <c>QA_Push__RecordKilobytes</c> at most.
    /// </summary>
    /// <exception cref="CommandException">A setting is no such number.</exception>
    public PushLimits Push => new()
    {
        All = Places("", new PushLimits().All),
        Source = Places("Source", new PushLimits().Source),
        Key = Places("Key", new PushLimits().Key),
        Pending = Count("Push:Pending", 1_000_000, int.MaxValue),
        RecordBytes = Count("Push:RecordKilobytes", 4096, 1 << 16) << 10,
    };

    /// <exception cref="CommandException">The file <c>qa.json</c> is no JSON.</exception>
    public static AppSettings Load()
    {
        var file = Path.GetFullPath("qa.json");
        try
        {
            return new(new ConfigurationBuilder().AddJsonFile(file, optional: true, reloadOnChange: false).AddEnvironmentVariables("QA_").Build());
        }
        catch (InvalidDataException e)
        {
            throw new CommandException($"{file} cannot be read: {e.GetBaseException().Message}");
        }
    }

    /// <exception cref="CommandException">The connection string is malformed.</exception>
    public Database OpenDatabase(string? overridden = null)
    {
        try
        {
            return Database.Of(overridden ?? ConnectionString);
        }
        catch (ArgumentException e)
        {
            throw new CommandException($"QA_ConnectionStrings__Database cannot be used: {e.Message}");
        }
    }

    public RubricCatalog LoadRubrics() => RubricCatalog.Load(Path.Combine(DataFolder, "rubrics"));

    /// <summary>Text and timing detectors with the tagger that <c>QA_Tagger__Engine</c> names.</summary>
    /// <exception cref="CommandException">The setting names no engine.</exception>
    public IReadOnlyList<ISignalDetector> LoadDetectors() =>
        AnalysisPipeline.StandardDetectors(TextDetector.Load(PhraseFolder, LoadClassifier()), LoadOverlaps());

    /// <exception cref="Data.DataFileException">A file cannot be used.</exception>
    public OverlapDetector LoadOverlaps() => OverlapDetector.Load(Path.Combine(DataFolder, "timing"));

    /// <summary>What holds for the whole site: the words that explain a silence, and those that must not move a score.</summary>
    /// <exception cref="Data.DataFileException">A file cannot be used.</exception>
    public SiteSettings LoadSite() => SiteSettings.Load(Path.Combine(DataFolder, "site")) with { Fairness = LoadFairness() };

    /// <summary>Words that must not move a score.</summary>
    /// <exception cref="Data.DataFileException">A file cannot be used.</exception>
    public FairnessSwaps LoadFairness() => FairnessSwaps.Load(Path.Combine(DataFolder, "fairness"));

    public string PhraseFolder => Path.Combine(DataFolder, "phrases");

    /// <summary>Name of the tagger engine: <c>QA_Tagger__Engine</c>, else <c>builtin</c>.</summary>
    public string TaggerName => _configuration["Tagger:Engine"] ?? TaggerEngine.Builtin.Name;

    /// <summary>Folder of the mood model: <c>QA_Mood__Model</c>, else <c>models/mood.v1</c> beside the program.</summary>
    public string MoodFolder => _configuration["Mood:Model"] ?? Path.Combine(AppContext.BaseDirectory, "models", "mood.v1");

    /// <exception cref="Data.ModelException">The model cannot be used.</exception>
    public MoodReader LoadMoods() => MoodReader.Load(MoodFolder);

    /// <exception cref="CommandException">The setting names no engine.</exception>
    public ITagClassifier? LoadClassifier() => LoadClassifier(TaggerName, "QA_Tagger__Engine");

    /// <summary>The tagger of an engine; null for <c>phrases</c>, the lists alone.</summary>
    /// <param name="name">Name of the engine.</param>
    /// <param name="source">The setting or option that says so, for the message.</param>
    /// <exception cref="CommandException">There is no such engine.</exception>
    public ITagClassifier? LoadClassifier(string name, string source)
    {
        if (string.Equals(name, "phrases", StringComparison.OrdinalIgnoreCase)) return null;
        var engine = TaggerEngines.Find(name, source);
        return engine.Load(ModelFolder(engine));
    }

    /// <summary>Beside the program, unless <c>QA_Tagger__Model</c> names another folder for the engine in use.</summary>
    private string ModelFolder(TaggerEngine engine) =>
        string.Equals(engine.Name, TaggerName, StringComparison.OrdinalIgnoreCase) && _configuration["Tagger:Model"] is { } folder
            ? folder
            : Path.Combine(AppContext.BaseDirectory, "models", engine.ModelId);

    /// <summary>The rubrics in use.</summary>
    /// <exception cref="CommandException">A setting names one that does not exist.</exception>
    public IReadOnlyList<Rubric> ActiveRubrics(RubricCatalog catalog) => [.. RubricIds.Select(id => Find(catalog, id))];

    public static Rubric Find(RubricCatalog catalog, string id) => catalog.Find(id)
        ?? throw new CommandException($"There is no rubric \"{id}\". Known: {string.Join(", ", catalog.All.Select(r => r.Id))}.");

    /// <summary>The times of a cron expression in the schedule's zone; null when it is none.</summary>
    private NextTime? Times(string expression)
    {
        if (!CronExpression.TryParse(expression, out _)) return null;
        var cron = new CronExpression(expression, Zone);
        return after => cron.GetNextValidTimeAfter(after);
    }

    private PushPlaces Places(string whose, PushPlaces standard) =>
        new(Count($"Push:{whose}Concurrent", standard.Concurrent, 1000), Count($"Push:{whose}Waiting", standard.Waiting, 10_000));

    private int Count(string name, int standard, int most, string what = "whole number")
    {
        if (_configuration[name] is not { } text) return standard;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 && count <= most
            ? count
            : throw new CommandException(
                $"QA_{name.Replace(":", "__", StringComparison.Ordinal)} is no {what} from 1 to {most}: \"{text}\". An example is {standard}.");
    }

    /// <summary>When a job starts, as a cron expression with seconds: <c>QA_NightlyCron</c> and the like.</summary>
    /// <exception cref="CommandException">The setting is no such expression.</exception>
    public string Cron(string name, string standard)
    {
        var expression = _configuration[name] ?? standard;
        return CronExpression.TryParse(expression, out _)
            ? expression
            : throw new CommandException($"QA_{name} is no cron expression with seconds: \"{expression}\". An example is \"{standard}\".");
    }

    private static List<string> Split(string list) => [.. list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
