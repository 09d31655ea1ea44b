using QaAnalyzer.Reviews;

namespace QaAnalyzer.Agreement;

/// <summary>A person's score in force for one criterion of one conversation, with what agreement needs to know about it.</summary>
public sealed record HumanScore
{
    /// <summary>Any key that tells conversations apart.</summary>
    public required string Conversation { get; init; }

    public required string Criterion { get; init; }

    public required string Evaluator { get; init; }

    /// <summary>1–5, fractions allowed.</summary>
    public required double Score { get; init; }

    public required Presentation Shown { get; init; }

    /// <summary>What the machine had drafted, whether it was shown or not; null when it abstained or none is fit to be compared.</summary>
    public int? Draft { get; init; }

    public string? AgentId { get; init; }

    public string? AgentName { get; init; }
}
