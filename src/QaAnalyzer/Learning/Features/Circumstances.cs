using QaAnalyzer.Conversations;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.Learning.Features;

/// <summary>The shape of a conversation in numbers: who spoke how much, who ended, what was asked, and timing where there are times.</summary>
internal static class Circumstances
{
    private static readonly string[] Timing =
        ["first-response-seconds", "reply-mean-seconds", "reply-max-seconds", "longest-silence-seconds", "agent-talk-share", "overlap-seconds", "handle-seconds"];

    /// <summary>A value is NaN where it cannot be known; it then counts as the average.</summary>
    public static IReadOnlyList<Circumstance> All { get; } =
    [
        new(new("客服话语条数", "number of agent utterances"), c => Math.Log(1 + c.Agent.Count)),
        new(new("客户话语条数", "number of customer utterances"), c => Math.Log(1 + c.Customer.Count)),
        new(new("对话长度", "length of the conversation"), c => Math.Log(1 + c.Agent.Count + c.Customer.Count)),
        new(new("客服说话的多少", "how much the agent says"), c => Math.Log(1 + Characters(c, c.Agent))),
        new(new("客户说话的多少", "how much the customer says"), c => Math.Log(1 + Characters(c, c.Customer))),
        new(new("客服最后发言", "the agent has the last word"), c => c.Agent.LastOrDefault(-1) > c.Customer.LastOrDefault(-1) ? 1 : 0),
        new(new("客户最后一句的长度", "length of the customer's last utterance"), c => Math.Log(1 + Last(c, c.Customer).Length)),
        new(new("客服最后一句的长度", "length of the agent's last utterance"), c => Math.Log(1 + Last(c, c.Agent).Length)),
        new(new("只有一问一答", "a single question and answer"), c => c.Agent.Count + c.Customer.Count <= 2 ? 1 : 0),
        new(new("一问一答后客户再说一句", "one more utterance after question and answer"), c => c.Agent.Count + c.Customer.Count == 3 ? 1 : 0),
        new(new("客户提问的比例", "share of customer utterances that ask"), c => Share(c, c.Customer, '?', '？')),
        new(new("客户最后一句在提问", "the customer's last utterance asks"), c => Last(c, c.Customer).AsSpan().IndexOfAny('?', '？') >= 0 ? 1 : 0),
        new(new("客服提问的比例", "share of agent utterances that ask"), c => Share(c, c.Agent, '?', '？')),
        new(new("客服最后一句在提问", "the agent's last utterance asks"), c => Last(c, c.Agent).AsSpan().IndexOfAny('?', '？') >= 0 ? 1 : 0),
        new(new("客户用感叹号的比例", "share of customer utterances with an exclamation mark"), c => Share(c, c.Customer, '!', '！')),
        new(new("客服给出网址", "links given by the agent"), c => c.Agent.Count(u => c.Conversation.Utterances[u].Text.Contains("http", StringComparison.OrdinalIgnoreCase))),
        new(new("中文对话", "a Chinese conversation"), c => c.Conversation.IsChinese() ? 1 : 0),
        .. Timing.Select(Timed),
    ];

    private static Circumstance Timed(string id)
    {
        var measure = MeasureCatalogue.Find(id)!;
        return new(new(id, id), c => measure.Compute(c).Value is not { } value ? double.NaN
            : id.EndsWith("-seconds", StringComparison.Ordinal) ? Math.Log(1 + Math.Max(0, value)) : value);
    }

    private static int Characters(AnalysisContext context, IReadOnlyList<int> utterances) => utterances.Sum(u => context.Conversation.Utterances[u].Text.Length);

    private static string Last(AnalysisContext context, IReadOnlyList<int> utterances) => utterances.Count == 0 ? "" : context.Conversation.Utterances[utterances[^1]].Text;

    private static double Share(AnalysisContext context, IReadOnlyList<int> utterances, char half, char full) =>
        utterances.Count == 0 ? 0 : (double)utterances.Count(u => context.Conversation.Utterances[u].Text.AsSpan().IndexOfAny(half, full) >= 0) / utterances.Count;
}

/// <summary>One number of <see cref="Circumstances"/>.</summary>
internal sealed record Circumstance(Sentence Name, Func<AnalysisContext, double> Value);
