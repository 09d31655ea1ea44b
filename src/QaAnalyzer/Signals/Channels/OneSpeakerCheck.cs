using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Channels;

/// <summary>A call with the words of one side only: the other channel was lost, or both were mixed into this one.</summary>
internal sealed class OneSpeakerCheck : IChannelCheck
{
    /// <summary>A message on a machine and a call nobody answered are shorter.</summary>
    private const int FewestUtterances = 4;

    public ChannelFlag? Check(Conversation conversation)
    {
        if (conversation.Channel != Channel.Call) return null;
        var (agent, customer) = (Said(conversation, Speaker.Agent), Said(conversation, Speaker.Customer));
        if (Math.Min(agent, customer) > 0 || Math.Max(agent, customer) < FewestUtterances) return null;
        var (zh, en) = agent > 0 ? ("客服", "agent") : ("客户", "customer");
        return new(ChannelFlag.OneSpeaker, 0.98, new(
            $"只有{zh}一方说话（{agent + customer} 句）：另一声道丢失，或两方混成了一方",
            $"only the {en} speaks ({agent + customer} utterances): the other channel is lost or both were mixed into one"));
    }

    private static int Said(Conversation conversation, Speaker speaker) =>
        conversation.Utterances.Count(u => u.Speaker == speaker && !string.IsNullOrWhiteSpace(u.Text));
}
