using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Timing;
using static QaAnalyzer.Signals.Measures.TimeWords;

namespace QaAnalyzer.Signals.Measures;

/// <summary>How long customers waited for the agent's words.</summary>
internal static class ReplyMeasures
{
    public static IEnumerable<IMeasure> All() =>
    [
        new ComputedMeasure("ring-seconds", [], Ring),
        new ComputedMeasure("first-response-seconds", [], FirstResponse),
        new ComputedMeasure("reply-p90-seconds", [], (id, c) => Replies(id, c, Percentile90, new("九成回复在", "nine replies in ten came within"))),
        new ComputedMeasure("reply-mean-seconds", [], (id, c) => Replies(id, c, r => r.Average(x => x.Seconds), new("平均回复", "replies took on average"))),
        new ComputedMeasure("reply-max-seconds", [], (id, c) => Replies(id, c, r => r.Max(x => x.Seconds), new("最慢回复", "the slowest reply took"))),
        new ComputedMeasure("slow-reply-count", ["slow-reply"], (id, c) => c.Waits.Replies.Count > 0
            ? Counted(id, "slow-reply", c.Signals.Of("slow-reply"))
            : Measure.Absent(id, NoTimes)),
    ];

    private static Measure Ring(string id, AnalysisContext c) => c.Conversation.RingSeconds is { } ring
        ? Seconds(id, ring, [], new("振铃", "rang for"))
        : Measure.Absent(id, c.Conversation.Channel == Channel.Call ? new("没有振铃时长", "the transcript has no ring time") : NotACall);

    /// <summary>
    /// Calls: ring time. Chats and e-mails: from the customer's first words to the agent's first; when a bot spoke in between, from its last
    /// words, because until then the customer was served; when an agent joined in between, from that moment.
    /// </summary>
    private static Measure FirstResponse(string id, AnalysisContext c)
    {
        if (c.Conversation.Channel == Channel.Call) return Ring(id, c);
        var firstCustomer = c.Customer.Count > 0 ? c.Customer[0] : -1;
        var firstAgent = c.Agent.Count > 0 ? c.Agent[0] : -1;
        if (firstAgent < 0) return Measure.Absent(id, new("客服没有回复", "no agent replied"));
        if (firstCustomer < 0 || firstAgent < firstCustomer) return Measure.Absent(id, new("由客服先开口，没有首次回复", "the agent wrote first, so there is no first reply"));
        if (c.Waits.WaitsSince(firstCustomer, firstCustomer, firstAgent) is not { } since)
            return Measure.Absent(id, new("客户在排队，没有客服接入的时间", "the customer was in a queue and nothing says when the agent joined"));
        if (c.Conversation.Utterances[since].Start is not { } asked || c.Conversation.Utterances[firstAgent].Start is not { } answered) return Measure.Absent(id, NoTimes);
        return Seconds(id, c.Waits.Between(asked, answered), [since, firstAgent], Counting(c, new("首次回复用时", "first reply after")));
    }

    private static Measure Replies(string id, AnalysisContext c, Func<IReadOnlyList<Reply>, double> value, Sentence words)
    {
        var replies = c.Waits.Replies;
        if (replies.Count == 0) return Measure.Absent(id, c.Timeline.FirstStart is null ? NoTimes : new("客服没有回复客户", "the agent never replied to the customer"));
        var slowest = replies.MaxBy(r => r.Seconds);
        return Seconds(id, value(replies), [slowest.Asked, slowest.Answered], Counting(c, words));
    }

    /// <summary>Which time counted, where the site states opening hours.</summary>
    private static Sentence Counting(AnalysisContext c, Sentence words)
    {
        if (c.Waits.CountsOpeningHours) return new($"{words.Zh}（只计营业时间）", $"{words.En} (opening hours only)");
        return c.Waits.LacksStart ? new($"{words.Zh}（没有开始时间，未按营业时间计）", $"{words.En} (no start time: opening hours not applied)") : words;
    }

    /// <summary>Nearest-rank percentile.</summary>
    private static double Percentile90(IReadOnlyList<Reply> replies)
    {
        var sorted = replies.Select(r => r.Seconds).Order().ToList();
        return sorted[(int)Math.Ceiling(sorted.Count * 0.9) - 1];
    }
}
