namespace QaAnalyzer.App.Api;

/// <summary>How much pushes may ask of this process.</summary>
internal sealed record PushLimits
{
    /// <summary>Of all pushes together.</summary>
    public PushPlaces All { get; init; } = new(4, 16);

    /// <summary>Of one source, so that the others find a place beside it.</summary>
    public PushPlaces Source { get; init; } = new(3, 12);

    /// <summary>Of one key, so that the other programs of its source do.</summary>
    public PushPlaces Key { get; init; } = new(2, 8);

    /// <summary>Rows of work to be done beyond which nothing is taken.</summary>
    public long Pending { get; init; } = 1_000_000;

    /// <summary>Most bytes of a record.</summary>
    public int RecordBytes { get; init; } = 4 << 20;
}

/// <param name="Concurrent">Pushes that are taken at the same time.</param>
/// <param name="Waiting">Pushes that wait for a place; one more is told to come again.</param>
internal sealed record PushPlaces(int Concurrent, int Waiting);
