using System.Globalization;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Channels;

/// <summary>
/// The same words on both channels at the same times: the recording was mixed down and recognised twice, or one voice bleeds into the other's
/// channel. Compared word by word, so that other cuts between utterances and single misheard words do not matter.
/// </summary>
internal sealed class DoubledChannelsCheck : IChannelCheck
{
    /// <summary>Share of the quieter side's words that the other side says too.</summary>
    private const double ClearShare = 0.6;

    private const int FewestWords = 20;

    /// <summary>Doubled speech is simultaneous; ordinary calls are far below this share and need no look at their words.</summary>
    private const double SimultaneousShare = 0.5;

    public ChannelFlag? Check(Conversation conversation)
    {
        if (conversation.Channel != Channel.Call) return null;
        var (agent, customer) = (Speech.Of(conversation, Speaker.Agent), Speech.Of(conversation, Speaker.Customer));
        var shorter = Math.Min(Speech.Seconds(agent), Speech.Seconds(customer));
        if (shorter <= 0 || Speech.Together(agent, customer) < SimultaneousShare * shorter) return null;

        var (fewer, more) = (TimedWords.Of(agent), TimedWords.Of(customer));
        if (fewer.Count > more.Count) (fewer, more) = (more, fewer);
        if (fewer.Count < FewestWords) return null;
        var share = (double)fewer.CountIn(more) / fewer.Count;
        if (share < ClearShare) return null;
        var percent = (100 * share).ToString("0", CultureInfo.InvariantCulture);
        return new(ChannelFlag.ChannelsDoubled, Math.Min(0.99, 0.5 + (share / 2)), new(
            $"两个声道同一时刻说同样的话：较少一方的 {fewer.Count} 个字词中 {percent}% 相同，像是混音后识别了两遍",
            $"both channels say the same at the same time: {percent} % of the {fewer.Count} words of the quieter side, as after a mix-down"));
    }
}
