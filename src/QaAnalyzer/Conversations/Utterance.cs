namespace QaAnalyzer.Conversations;

/// <summary>One chat message or one speech segment.</summary>
public sealed record Utterance
{
    public required Speaker Speaker { get; init; }

    /// <summary>The words as they came, never normalised.</summary>
    public required string Text { get; init; }

    /// <summary>Seconds from the start of the conversation; absent when unknown.</summary>
    public double? Start { get; init; }

    /// <summary>Seconds from the start of the conversation; absent for messages and when unknown.</summary>
    public double? End { get; init; }
}

public enum Speaker
{
    Customer,
    Agent,
    Bot,
    System,
}

/// <summary>Half-open range [Start, End) in UTF-16 characters of the original text of an utterance.</summary>
public readonly record struct TextSpan(int Start, int End)
{
    public int Length => End - Start;
}
