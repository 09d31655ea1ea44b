using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer;

/// <summary>What holds for the whole site, whatever the rubric: the words that explain a wait, and opening hours.</summary>
public sealed record SiteSettings
{
    /// <summary>Tags alone explain silences, and every queue is always open.</summary>
    public static SiteSettings None { get; } = new();

    internal WaitingCues WaitingCues { get; init; } = WaitingCues.None;

    internal BusinessHours Hours { get; init; } = BusinessHours.AlwaysOpen;

    /// <param name="folder">Folder <c>data/site</c>: <c>waiting-cues.yaml</c> and, where hours count, <c>business-hours.yaml</c>.</param>
    /// <exception cref="Data.DataFileException">A file cannot be used; every problem is named with its line.</exception>
    public static SiteSettings Load(string folder) => new()
    {
        WaitingCues = WaitingCues.Load(Path.Combine(folder, "waiting-cues.yaml")),
        Hours = BusinessHours.Load(Path.Combine(folder, "business-hours.yaml")),
    };
}
