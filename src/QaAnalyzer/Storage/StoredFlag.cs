using QaAnalyzer.Conversations.Repairs;
using QaAnalyzer.Signals.Channels;

namespace QaAnalyzer.Storage;

/// <summary>A flag inside the column of its analysis; lists look for <c>"kind":"…"</c> in it.</summary>
internal sealed record StoredFlag(string Kind, double Probability, string Zh, string En, string? Repair)
{
    /// <summary>Any kind in <see cref="Pattern"/>.</summary>
    public const string Any = "any";

    public static StoredFlag From(ChannelFlag flag) => new(flag.Kind, flag.Probability, flag.Reason.Zh, flag.Reason.En, flag.Repair?.Id());

    public ChannelFlag ToFlag() => new(Kind, Probability, new(Zh, En), ConversationRepairs.Find(Repair));

    /// <summary>What a column with a flag of this kind is LIKE.</summary>
    public static string Pattern(string? kind) => kind == Any ? "[{%" : $"%\"kind\":\"{kind}\"%";
}
