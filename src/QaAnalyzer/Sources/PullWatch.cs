namespace QaAnalyzer.Sources;

/// <summary>What the run that pulls is asked and told meanwhile, by several sources at a time.</summary>
public sealed record PullWatch
{
    /// <summary>Never stops and hears nothing.</summary>
    public static PullWatch None { get; } = new();

    /// <summary>Asked between two pages of a source and two transactions of a file: waits while the run is paused, and is false when it is over.</summary>
    public Func<CancellationToken, Task<bool>> MayGoOnAsync { get; init; } = _ => Task.FromResult(true);

    /// <summary>Hears the counts of every transaction once it is committed.</summary>
    public Action<ImportTally> Saved { get; init; } = _ => { };
}
