using QaAnalyzer.Conversations;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Measures;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Learning.Features;

/// <summary>The shape of a conversation in numbers: who spoke how much, who ended, what was asked, how the customer took it, and timing where there are times.</summary>
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
        new(new("客户最后一句的长度", "length of the customer's last utterance"), c => Math.Log(1 + LastLength(c, c.Customer))),
        new(new("客服最后一句的长度", "length of the agent's last utterance"), c => Math.Log(1 + LastLength(c, c.Agent))),
        new(new("只有一问一答", "a single question and answer"), c => c.Agent.Count + c.Customer.Count <= 2 ? 1 : 0),
        new(new("一问一答后客户再说一句", "one more utterance after question and answer"), c => c.Agent.Count + c.Customer.Count == 3 ? 1 : 0),
        new(new("客户提问的比例", "share of customer utterances that ask"), c => Share(c, c.Customer, '?', '？')),
        new(new("客户最后一句在提问", "the customer's last utterance asks"), c => Last(c, c.Customer).AsSpan().IndexOfAny('?', '？') >= 0 ? 1 : 0),
        new(new("客服提问的比例", "share of agent utterances that ask"), c => Share(c, c.Agent, '?', '？')),
        new(new("客服最后一句在提问", "the agent's last utterance asks"), c => Last(c, c.Agent).AsSpan().IndexOfAny('?', '？') >= 0 ? 1 : 0),
        new(new("客户用感叹号的比例", "share of customer utterances with an exclamation mark"), c => Share(c, c.Customer, '!', '！')),
        new(new("客服给出网址", "links given by the agent"), c => c.Agent.Count(u => c.Conversation.Utterances[u].Text.Contains("http", StringComparison.OrdinalIgnoreCase))),
        new(new("客服最后发言之后客户的话语条数", "number of customer utterances after the agent's last"), c => Math.Log(1 + c.Closing.Count)),
        new(new("客服最后发言之后客户说的多少", "how much the customer says after the agent's last"), c => Math.Log(1 + Characters(c, c.Closing))),
        new(new("客户答复中提问的比例", "share of the customer's answers that ask"), c => Share(c, c.Answers, '?', '？')),
        new(new("客户最后一句的情绪", "the customer's mood in the last utterance"), c => c.Moods.Count == 0 ? double.NaN : c.Moods[^1]),
        new(new("客户一路的情绪，越晚越重", "the customer's moods throughout, late ones counting most"), c => c.Moods.Count == 0 ? double.NaN : MoodCourse.Recent(c.Moods)),
        new(new("中文对话", "a Chinese conversation"), c => c.Conversation.IsChinese() ? 1 : 0),
        .. Timing.Select(Timed),
    ];

    private static Circumstance Timed(string id)
    {
        var measure = MeasureCatalogue.Find(id)!;
        return new(new(id, id), c => measure.Compute(c.Context).Value is not { } value ? double.NaN
            : id.EndsWith("-seconds", StringComparison.Ordinal) ? Math.Log(1 + Math.Max(0, value)) : value);
    }

    private static int Characters(Shape shape, IReadOnlyList<int> utterances) => utterances.Sum(u => shape.Texts[u].Length);

    private static int LastLength(Shape shape, IReadOnlyList<int> utterances) => utterances.Count == 0 ? 0 : shape.Texts[utterances[^1]].Length;

    private static string Last(Shape shape, IReadOnlyList<int> utterances) => utterances.Count == 0 ? "" : shape.Conversation.Utterances[utterances[^1]].Text;

    private static double Share(Shape shape, IReadOnlyList<int> utterances, char half, char full) =>
        utterances.Count == 0 ? 0 : (double)utterances.Count(u => shape.Conversation.Utterances[u].Text.AsSpan().IndexOfAny(half, full) >= 0) / utterances.Count;
}

/// <summary>One number of <see cref="Circumstances"/>.</summary>
internal sealed record Circumstance(Sentence Name, Func<Shape, double> Value);

/// <summary>What circumstances are read from.</summary>
/// <param name="Context">Conversation with its signals.</param>
/// <param name="Texts">What is read of each utterance, neutral words in place; there may be more texts than utterances.</param>
/// <param name="Moods">Of the customer's utterances with words, from −1 to 1 in order; empty where nobody tells them.</param>
internal readonly record struct Shape(AnalysisContext Context, IReadOnlyList<NormalizedText> Texts, IReadOnlyList<double> Moods)
{
    public Conversation Conversation => Context.Conversation;

    public IReadOnlyList<int> Agent => Context.Agent;

    public IReadOnlyList<int> Customer => Context.Customer;

    public IReadOnlyList<int> Answers => ConversationViews.Answers(Context);

    public IReadOnlyList<int> Closing => ConversationViews.Closing(Context);
}
