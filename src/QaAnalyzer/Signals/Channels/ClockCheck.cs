using System.Globalization;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Channels;

/// <summary>
/// One channel's clock runs ahead of the other's: people seem to talk at once all the time, and no longer do when one side is moved by a few
/// seconds; or all words of one side come before all of the other's.
/// </summary>
internal sealed class ClockCheck : IChannelCheck
{
    private const int FewestUtterances = 6;
    private const double FewestSeconds = 15;

    /// <summary>Simultaneous share of the quieter side: above this people cannot have understood each other, below the other it is a normal call.</summary>
    private const double DisorderlyShare = 0.3;

    private const double OrderlyShare = 0.06;
    private const double FarthestSeconds = 30;
    private const double StepSeconds = 0.25;

    public ChannelFlag? Check(Conversation conversation)
    {
        if (conversation.Channel != Channel.Call) return null;
        var (agent, customer) = (Speech.Of(conversation, Speaker.Agent), Speech.Of(conversation, Speaker.Customer));
        if (Math.Min(agent.Count, customer.Count) < FewestUtterances) return null;
        if (OneAfterTheOther(agent, customer) is { } apart) return apart;

        var spoken = Math.Min(Speech.Seconds(agent), Speech.Seconds(customer));
        if (spoken < FewestSeconds || Speech.Together(agent, customer) / spoken is var before && before < DisorderlyShare) return null;
        var shift = Shifts().MinBy(s => Speech.Together(agent, customer, s));
        var after = Speech.Together(agent, customer, shift) / spoken;
        return after <= OrderlyShare ? Shifted(shift, before, after) : null;
    }

    private static ChannelFlag? OneAfterTheOther(List<Utterance> agent, List<Utterance> customer)
    {
        var agentFirst = agent.Max(u => u.End) <= customer[0].Start;
        if (!agentFirst && !(customer.Max(u => u.End) <= agent[0].Start)) return null;
        return new(ChannelFlag.ClocksDisagree, 0.97, agentFirst
            ? new("客户的第一句在客服最后一句之后：两个声道的时钟不一致", "the customer's first words come after the agent's last: the clocks of the channels disagree")
            : new("客服的第一句在客户最后一句之后：两个声道的时钟不一致", "the agent's first words come after the customer's last: the clocks of the channels disagree"));
    }

    /// <summary>Nearest first, so that of equally good shifts the smallest is taken.</summary>
    private static IEnumerable<double> Shifts()
    {
        for (var shift = StepSeconds; shift <= FarthestSeconds; shift += StepSeconds)
        {
            yield return shift;
            yield return -shift;
        }
    }

    private static ChannelFlag Shifted(double shift, double before, double after)
    {
        var seconds = Math.Abs(shift).ToString("0.#", CultureInfo.InvariantCulture);
        var (zh, en) = shift > 0 ? ("晚", "late") : ("早", "early");
        var (was, would) = (Percent(before), Percent(after));
        return new(ChannelFlag.ClocksDisagree, 0.9, new(
            $"两个声道的时钟不一致：客服声道约{zh} {seconds} 秒（同时说话占 {was}，移动后只占 {would}）",
            $"the clocks of the channels disagree: the agent's is about {seconds} s {en} (both speak for {was} of the time, {would} once it is moved)"));
    }

    private static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";
}
