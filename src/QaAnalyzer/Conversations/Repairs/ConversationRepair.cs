namespace QaAnalyzer.Conversations.Repairs;

/// <summary>What a person may put right in a transcript with one click. Each one has an inverse, so that it can be taken back.</summary>
public enum ConversationRepair
{
    SwapSides,
    TimesFromMilliseconds,
    TimesToMilliseconds,
}

/// <summary>Repairs as data and pages name them.</summary>
public static class ConversationRepairs
{
    public static string Id(this ConversationRepair repair) => repair switch
    {
        ConversationRepair.SwapSides => "swap-sides",
        ConversationRepair.TimesFromMilliseconds => "times-from-milliseconds",
        ConversationRepair.TimesToMilliseconds => "times-to-milliseconds",
        _ => throw new InvalidOperationException($"repair {repair}"),
    };

    public static ConversationRepair? Find(string? id) =>
        Enum.GetValues<ConversationRepair>().Cast<ConversationRepair?>().FirstOrDefault(r => r!.Value.Id() == id);

    public static ConversationRepair Inverse(this ConversationRepair repair) => repair switch
    {
        ConversationRepair.TimesFromMilliseconds => ConversationRepair.TimesToMilliseconds,
        ConversationRepair.TimesToMilliseconds => ConversationRepair.TimesFromMilliseconds,
        _ => repair,
    };

    /// <summary>The conversation as it should have come. Who the agent and the customer are stays: only words change sides.</summary>
    public static Conversation Apply(this ConversationRepair repair, Conversation conversation) => conversation with
    {
        Utterances = [.. conversation.Utterances.Select(u => repair switch
        {
            ConversationRepair.SwapSides => u with { Speaker = Other(u.Speaker) },
            ConversationRepair.TimesFromMilliseconds => u with { Start = Times(u.Start, 0.001), End = Times(u.End, 0.001) },
            _ => u with { Start = Times(u.Start, 1000), End = Times(u.End, 1000) },
        })],
    };

    private static Speaker Other(Speaker speaker) => speaker switch
    {
        Speaker.Agent => Speaker.Customer,
        Speaker.Customer => Speaker.Agent,
        _ => speaker,
    };

    /// <summary>To the microsecond, so that back and forth gives the same number.</summary>
    private static double? Times(double? seconds, double factor) => seconds is { } s ? Math.Round(s * factor, 6) : null;
}
