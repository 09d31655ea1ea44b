namespace QaAnalyzer.Conversations;

/// <summary>One chat, call or e-mail thread between a customer and the centre, in the order it happened.</summary>
public sealed record Conversation
{
    public required string Id { get; init; }

    public required Channel Channel { get; init; }

    /// <summary>BCP 47 language of most of the conversation (<c>zh</c>, <c>en</c>); absent when the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>Moment from which <see cref="Utterance.Start"/> counts.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public string? Queue { get; init; }

    /// <summary>Seconds a call rang before it was answered; absent for chats and where the source does not say.</summary>
    public double? RingSeconds { get; init; }

    /// <summary>Length of a call as the recording or the telephone system states it; absent where the source does not say.</summary>
    public double? DurationSeconds { get; init; }

    public Party? Agent { get; init; }

    public Party? Customer { get; init; }

    public required IReadOnlyList<Utterance> Utterances { get; init; }

    /// <summary>
    /// Stretches in which nobody spoke, where the source lists them: recorders know silences that lie within one segment. Absent where it
    /// lists none; silences between utterances follow from their times anyway.
    /// </summary>
    public IReadOnlyList<SilentSpan>? Silences { get; init; }

    /// <summary>Human scores that came with the transcript (history).</summary>
    public IReadOnlyList<PastReview> Reviews { get; init; } = [];

    /// <summary>What a reader had to infer or found odd; shown beside the conversation, never hidden.</summary>
    public IReadOnlyList<ConversationFlag> Flags { get; init; } = [];

    /// <summary>True when this is mostly Chinese: as stated, else judged from the characters of the utterances.</summary>
    public bool IsChinese() => Language is { Length: > 0 } stated
        ? stated.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || stated.StartsWith("yue", StringComparison.OrdinalIgnoreCase)
        : LanguageGuess.IsMostlyChinese(Utterances);
}

public enum Channel
{
    Chat,
    Call,
    Email,
}

/// <summary>A person of the conversation as the source names them.</summary>
public sealed record Party
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    /// <summary>Customer tier, for example <c>vip</c>; absent for agents.</summary>
    public string? Tier { get; init; }
}

/// <summary>Past human scores of one evaluator for one conversation, criterion id → 1–5.</summary>
public sealed record PastReview
{
    public required string Evaluator { get; init; }

    /// <summary>When it was given; the conversation's own date stands in where the source does not say.</summary>
    public DateTimeOffset? Date { get; init; }

    public required IReadOnlyDictionary<string, double> Scores { get; init; }
}

/// <summary>Seconds from the start of the conversation.</summary>
public sealed record SilentSpan(double Start, double End);

/// <summary>A stated doubt about a conversation, for example <c>agent-inferred</c> with the sentence that says why.</summary>
public sealed record ConversationFlag(string Kind, string Detail);
