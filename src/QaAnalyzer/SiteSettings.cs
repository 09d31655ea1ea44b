using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer;

/// <summary>What holds for the whole site, whatever the rubric: the words that explain a silence.</summary>
public sealed record SiteSettings
{
    /// <summary>Tags alone explain silences.</summary>
    public static SiteSettings None { get; } = new();

    internal SilenceCues SilenceCues { get; init; } = SilenceCues.None;

    /// <param name="folder">Folder <c>data/site</c>.</param>
    /// <exception cref="Data.DataFileException">A file cannot be used; every problem is named with its line.</exception>
    public static SiteSettings Load(string folder) => new() { SilenceCues = SilenceCues.Load(Path.Combine(folder, "silence-cues.yaml")) };
}
