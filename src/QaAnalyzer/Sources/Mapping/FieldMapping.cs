namespace QaAnalyzer.Sources.Mapping;

/// <summary>Where the parts of a conversation are in what a source sends. What is null is not there.</summary>
public sealed record FieldMapping
{
    public required FieldPath Id { get; init; }

    public required MappedText Channel { get; init; }

    public MappedText? Language { get; init; }

    public MappedTime? StartedAt { get; init; }

    public MappedText? Queue { get; init; }

    public FieldPath? RingSeconds { get; init; }

    public FieldPath? DurationSeconds { get; init; }

    public FieldPath? AgentId { get; init; }

    public FieldPath? AgentName { get; init; }

    public FieldPath? CustomerId { get; init; }

    public FieldPath? CustomerName { get; init; }

    public FieldPath? CustomerTier { get; init; }

    /// <summary>The list of utterances; null when the rows of the conversation are it.</summary>
    public FieldPath? Utterances { get; init; }

    /// <summary>Within an utterance; its words stand for a side, or name a person.</summary>
    public required MappedText Speaker { get; init; }

    /// <summary>Within an utterance.</summary>
    public required FieldPath Text { get; init; }

    /// <summary>Within an utterance.</summary>
    public MappedTime? Start { get; init; }

    /// <summary>Within an utterance; of the same kind as <see cref="Start"/>.</summary>
    public MappedTime? End { get; init; }
}

/// <summary>A text: from a path, its words exchanged where they are listed; or always the same.</summary>
public sealed record MappedText(FieldPath? Path, string? Fixed, IReadOnlyDictionary<string, string> Values);

public sealed record MappedTime(FieldPath Path, TimeFormat Format);
