using QaAnalyzer.App.Api;
using QaAnalyzer.App.Watch;
using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Sources;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App;

/// <summary>All that the web pages need; nothing is read from elsewhere.</summary>
internal sealed record WebHostSettings
{
    /// <summary>Migrated already.</summary>
    public required Database Database { get; init; }

    /// <summary>All published rubrics, old versions included: old reviews name them.</summary>
    public required RubricCatalog Rubrics { get; init; }

    /// <summary>Ids of the rubrics in use, the default first; at least one.</summary>
    public required IReadOnlyList<string> ActiveRubrics { get; init; }

    /// <summary>How a repaired conversation is analysed at once.</summary>
    public required Func<Rubric, CancellationToken, Task<AnalysisPipeline>> PipelineOf { get; init; }

    /// <summary>What explains silences at this site.</summary>
    public SiteSettings Site { get; init; } = SiteSettings.None;

    /// <summary>Reads the customer's mood for the time line; without one the line is left out.</summary>
    public MoodReader? Moods { get; init; }

    /// <summary>Loopback unless the operator says otherwise; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Of dates that carry none, and of the schedule.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Sources of the site file: what it says of their files holds for records that are read again, too.</summary>
    public IReadOnlyList<SourceSettings> Sources { get; init; } = [];

    /// <summary>Share of the queue that is scored without seeing the draft, 0 to 1.</summary>
    public double BlindShare { get; init; }

    /// <summary>How much pushes to the API may ask.</summary>
    public PushLimits Push { get; init; } = new();

    /// <summary>A known account for a demonstration; its password is reset at every start.</summary>
    public DemoAccount? DemoAccount { get; init; }

    /// <summary>Logs, metrics and health.</summary>
    public WatchSettings Watch { get; init; } = WatchSettings.None;

    /// <summary>Further services of the process, such as the job scheduler.</summary>
    public Action<IServiceCollection> AddServices { get; init; } = _ => { };

    /// <summary>Where the first password is printed.</summary>
    public TextWriter Notices { get; init; } = Console.Error;
}

internal sealed record DemoAccount(string Name, string Password);
