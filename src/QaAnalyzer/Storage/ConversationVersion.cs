using QaAnalyzer.Conversations.Repairs;

namespace QaAnalyzer.Storage;

/// <summary>One version of a conversation: as the source sent it, or as a person repaired an earlier one.</summary>
public sealed record ConversationVersion
{
    public long Key { get; init; }

    public int Version { get; init; }

    public bool IsCurrent { get; init; }

    /// <summary>Null for a version that came from the source.</summary>
    public ConversationRepair? Repair { get; init; }

    /// <summary>Account that asked for the repair.</summary>
    public string? RepairedBy { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }
}

internal sealed record ConversationVersionRow
{
    public long Key { get; init; }

    public int Version { get; init; }

    public bool IsCurrent { get; init; }

    public string? Repair { get; init; }

    public string? RepairedBy { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public ConversationVersion ToVersion() => new()
    {
        Key = Key,
        Version = Version,
        IsCurrent = IsCurrent,
        Repair = ConversationRepairs.Find(Repair),
        RepairedBy = RepairedBy,
        ReceivedAt = ReceivedAt,
    };
}
