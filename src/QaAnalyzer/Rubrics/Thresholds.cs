using QaAnalyzer.Conversations;

namespace QaAnalyzer.Rubrics;

/// <summary>Limits that detectors and measures use, seconds or shares as their names end; per channel where the form says so.</summary>
public sealed record Thresholds
{
    /// <summary>Longest good reply time to a customer.</summary>
    public required IReadOnlyDictionary<Channel, double> ReplySeconds { get; init; }

    /// <summary>Silence of at least this long in a call gets an entry with its cause in the ledger.</summary>
    public double LedgerSeconds { get; init; } = 3;

    /// <summary>Unexplained silence of at least this long on the agent's side of a call is dead air.</summary>
    public double DeadAirSeconds { get; init; } = 8;

    /// <summary>Unexplained silence of at least this long that the agent ends is an unannounced hold.</summary>
    public double HoldSeconds { get; init; } = 15;

    /// <summary>During a hold, a progress word is due every so often.</summary>
    public double ProgressSeconds { get; init; } = 30;

    /// <summary>Someone who writes on within this time is still writing the same message.</summary>
    public double BurstSeconds { get; init; } = 10;

    /// <summary>The speech rate of a shorter utterance says nothing.</summary>
    public double SpeechRateSeconds { get; init; } = 2;

    /// <summary>Simultaneous speech shorter than this is not counted as overlap: what a recogniser's clock cannot tell.</summary>
    public double OverlapSeconds { get; init; } = 0.05;

    public static Thresholds Default { get; } = new()
    {
        ReplySeconds = new Dictionary<Channel, double> { [Channel.Chat] = 60, [Channel.Call] = 5, [Channel.Email] = 86_400 },
    };
}
