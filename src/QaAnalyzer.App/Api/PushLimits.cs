namespace QaAnalyzer.App.Api;

/// <summary>How much pushes may ask of this process.</summary>
internal sealed record PushLimits
{
    /// <summary>Pushes that are taken at the same time.</summary>
    public int Concurrent { get; init; } = 4;

    /// <summary>Pushes that wait for a place; one more is told to come again.</summary>
    public int Waiting { get; init; } = 16;

    /// <summary>Rows of work to be done beyond which nothing is taken.</summary>
    public long Pending { get; init; } = 1_000_000;

    /// <summary>Most bytes of a record.</summary>
    public int RecordBytes { get; init; } = 4 << 20;
}
