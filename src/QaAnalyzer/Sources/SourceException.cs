namespace QaAnalyzer.Sources;

/// <summary>
/// A source cannot be pulled. The message says what and where and holds neither secrets nor what the source answered, which may be a transcript.
/// </summary>
public sealed class SourceException(string @class, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What a failure is, so that people see at a glance who has to act.</summary>
    public const string Access = "access", Throttled = "throttled", Server = "server", Network = "network";

    /// <inheritdoc cref="Access"/>
    public const string Answer = "answer", Settings = "settings", Storage = "storage", Lease = "lease";

    /// <summary>
    /// <c>access</c>: refused the secret; <c>throttled</c>: asks for patience; <c>server</c>: broken over there; <c>network</c>: no whole answer;
    /// <c>answer</c>: an answer of another shape than the settings say; <c>settings</c>: ours are wrong; <c>storage</c>: files or our database;
    /// <c>lease</c>: another node took over.
    /// </summary>
    public string Class { get; } = @class;

    /// <summary>True when the same request may succeed a moment later.</summary>
    public bool IsTransient => Class is Throttled or Server or Network;

    /// <summary>How long the source asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The HTTP status of the answer, where there was one.</summary>
    public int? Status { get; init; }

    internal static SourceException LeaseLost(string source) =>
        new(Lease, $"source {source}: its lease went to another node while this one pulled; nothing of the last page was kept, the other node goes on");
}
