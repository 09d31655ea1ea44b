using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Channels;

/// <summary>All checks. Of those that look at clocks and recordings the first that speaks counts: one fault there makes the others see ghosts.</summary>
public static class ChannelChecks
{
    private static readonly IChannelCheck[] OfRecording =
        [new TimeUnitCheck(), new OneSpeakerCheck(), new DoubledChannelsCheck(), new BeyondDurationCheck(), new ClockCheck()];

    private static readonly SwappedSidesCheck OfRoles = new();

    public static IReadOnlyList<ChannelFlag> Of(Conversation conversation)
    {
        var recording = OfRecording.Select(c => c.Check(conversation)).FirstOrDefault(f => f is not null);
        var roles = OfRoles.Check(conversation);
        return [.. new[] { recording, roles }.OfType<ChannelFlag>()];
    }
}
