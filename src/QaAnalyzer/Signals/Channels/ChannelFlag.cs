using QaAnalyzer.Conversations.Repairs;

namespace QaAnalyzer.Signals.Channels;

/// <summary>A doubt about who is on which channel or about its clock, found before scoring and never corrected silently.</summary>
/// <param name="Kind">Kebab-case id, one of the constants here.</param>
/// <param name="Probability">0–1 that the doubt is right.</param>
/// <param name="Reason">What was seen, with the numbers.</param>
/// <param name="Repair">What puts it right with one click; null when only the source can.</param>
public sealed record ChannelFlag(string Kind, double Probability, Sentence Reason, ConversationRepair? Repair = null)
{
    public const string SidesSwapped = "sides-swapped";
    public const string ChannelsDoubled = "channels-doubled";
    public const string OneSpeaker = "one-speaker";
    public const string ClocksDisagree = "clocks-disagree";
    public const string TimesInMilliseconds = "times-in-milliseconds";
    public const string TimesTooSmall = "times-too-small";
    public const string BeyondDuration = "beyond-duration";

    /// <summary>True when the times of the conversation mean nothing until it is repaired.</summary>
    public bool VoidsTimes => Kind is TimesInMilliseconds or TimesTooSmall or ClocksDisagree or ChannelsDoubled or BeyondDuration;

    public static IReadOnlyList<string> Kinds { get; } =
        [SidesSwapped, ChannelsDoubled, OneSpeaker, ClocksDisagree, TimesInMilliseconds, TimesTooSmall, BeyondDuration];
}
