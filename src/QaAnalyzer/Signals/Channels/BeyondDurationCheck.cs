using System.Globalization;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Channels;

/// <summary>Words after the end that the source states for the call: the times belong to another clock or another recording.</summary>
internal sealed class BeyondDurationCheck : IChannelCheck
{
    /// <summary>Recognisers round and pad; a real fault is far larger.</summary>
    private const double Tolerance = 0.05;

    private const double ToleranceSeconds = 5;

    public ChannelFlag? Check(Conversation conversation)
    {
        if (conversation.Channel != Channel.Call || conversation.DurationSeconds is not { } stated) return null;
        var last = conversation.Utterances.Max(u => u.End ?? u.Start) ?? 0;
        if (last <= (stated * (1 + Tolerance)) + ToleranceSeconds) return null;
        return new(ChannelFlag.BeyondDuration, 0.95, new(
            $"话语到 {Shown(last)} 秒，而通话时长只有 {Shown(stated)} 秒",
            $"words go on to {Shown(last)} s, but the call is stated to last {Shown(stated)} s"));
    }

    private static string Shown(double seconds) => seconds.ToString("0.#", CultureInfo.InvariantCulture);
}
