using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Tests.Signals.Channels;

/// <summary>A call that is in order, the shipped conversations, and the ways in which recordings go wrong.</summary>
internal static class SampleCalls
{
    public static Conversation Parcel { get; } = Talk.Call(
        "agent 0-5: 您好，感谢致电蓝帆快递，我是客服小林，请问有什么可以帮您？",
        "customer 5.6-11: 我的快递三天了还没到，你们怎么回事？",
        "agent 11.5-15: 非常抱歉，麻烦您提供一下运单号",
        "customer 15.4-20: 运单号是七七零一三五",
        "agent 20.6-25: 好的，我马上帮您查，请您稍等一下",
        "customer 25.3-27: 快一点",
        "agent 40-47: 让您久等了，包裹已经到站点，今天下午会派送",
        "customer 47.5-51: 那能不能让他先打电话",
        "agent 51.3-56: 可以的，我给您备注好了，派送前会先联系您",
        "customer 56.5-58: 行，知道了",
        "agent 58.4-62: 请问还有其他可以帮您的吗？",
        "customer 62.3-63: 没有了谢谢",
        "agent 63.4-67: 感谢您的来电，祝您生活愉快，再见");

    public static IReadOnlyList<Conversation> Shipped() =>
        [.. new TranscriptImport(new()).Read([Path.Combine(Product.DataFolder, "samples")]).OfType<Accepted>().Select(a => a.Conversation)];

    /// <summary>Every utterance on both channels; every eighth character of the copy is misheard and its times are a little off.</summary>
    public static Conversation Doubled(Conversation call) => InOrder(call, call.Utterances.Concat(call.Utterances.Select(u => u with
    {
        Speaker = u.Speaker == Speaker.Agent ? Speaker.Customer : Speaker.Agent,
        Text = string.Concat(u.Text.Select((c, i) => i % 8 == 7 ? '嗯' : c)),
        Start = u.Start + 0.1,
        End = u.End + 0.2,
    })));

    public static Conversation AgentMoved(Conversation call, double seconds)
    {
        var zero = Math.Max(0, -seconds);
        return InOrder(call, call.Utterances.Select(u => Moved(u, u.Speaker == Speaker.Agent ? zero + seconds : zero)));
    }

    private static Utterance Moved(Utterance utterance, double by) => utterance with { Start = utterance.Start + by, End = utterance.End + by };

    private static Conversation InOrder(Conversation call, IEnumerable<Utterance> utterances) =>
        call with { Utterances = [.. utterances.OrderBy(u => u.Start)] };
}
