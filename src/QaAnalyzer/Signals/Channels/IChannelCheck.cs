using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Channels;

/// <summary>Looks for one way in which channels go wrong. Pure; speaks only when the case is clear.</summary>
internal interface IChannelCheck
{
    ChannelFlag? Check(Conversation conversation);
}
