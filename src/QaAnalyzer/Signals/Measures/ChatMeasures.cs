using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Timing;
using static QaAnalyzer.Signals.Measures.TimeWords;

namespace QaAnalyzer.Signals.Measures;

/// <summary>Customers of a chat who wait, are not answered, or say that they are not read. Nothing here is an interruption of a call.</summary>
internal static class ChatMeasures
{
    /// <summary>A question is put again within so many messages.</summary>
    private const int Reach = 4;

    private static readonly string[] Settled = ["gratitude", "resolved"];

    public static IEnumerable<IMeasure> All() =>
    [
        OfChat("queue-wait-seconds", [], QueueWait),
        OfChat("unanswered-message-count", Settled, Unanswered),
        new ComputedMeasure("left-waiting-count", Settled, LeftWaiting),
        OfChat("left-waiting-seconds", Settled, LeftWaitingSeconds),
        OfChat("chat-cut-off-count", ["cut-off-protest"], (id, c) => Counted(id, "cut-off-protest", c.Signals.Of("cut-off-protest"))),
        OfChat("ignored-message-count", ["probing-question", "restate-confirm", "hold-notice"], Ignored),
    ];

    private static ComputedMeasure OfChat(string id, IReadOnlyCollection<string> tags, Func<string, AnalysisContext, Measure> compute) =>
        new(id, tags, (_, c) => c.Conversation.Channel == Channel.Chat ? compute(id, c) : Measure.Absent(id, NotAChat));

    private static Measure QueueWait(string id, AnalysisContext c)
    {
        var queues = c.Waits.Queues;
        return queues.Count == 0
            ? Measure.Absent(id, new("没有排队记录", "no queue is recorded"))
            : Seconds(id, queues.Sum(q => q.Seconds), [.. queues.SelectMany(q => new[] { q.Notice, q.Joined })], new("排队等待", "waited in a queue for"));
    }

    /// <summary>Message bursts after which the customer had to write again past the reply target, and a last one that nobody answered.</summary>
    private static Measure Unanswered(string id, AnalysisContext c)
    {
        var unanswered = new List<(int First, int Last)>();
        var turns = c.Timeline.Turns;
        var target = c.Thresholds.ReplySeconds[Channel.Chat];
        foreach (var turn in turns.Where(t => t.Speaker == Speaker.Customer && c.Waits.ExpectsReply(t)))
        {
            var bursts = c.Waits.BurstsOf(turn).ToList();
            for (var i = 0; i + 1 < bursts.Count; i++)
            {
                if (c.Waits.EndOf(bursts[i].Last) is { } from && c.Conversation.Utterances[bursts[i + 1].First].Start is { } to && c.Waits.Between(from, to) > target)
                    unanswered.Add(bursts[i]);
            }

            if (turn == turns[^1] && !IsSettled(c, turn)) unanswered.Add(bursts[^1]);
        }

        return new()
        {
            Id = id,
            Value = unanswered.Count,
            Utterances = [.. unanswered.SelectMany(b => Enumerable.Range(b.First, b.Last - b.First + 1)).Where(u => c.Conversation.Utterances[u].Speaker == Speaker.Customer)],
            Wording = () => unanswered.Count > 0
                ? new Sentence($"客户 {unanswered.Count} 条消息到时没有得到答复", $"{unanswered.Count} customer message(s) without an answer in time")
                : new("客户的消息都得到了答复", "every customer message was answered"),
        };
    }

    private static Measure LeftWaiting(string id, AnalysisContext c)
    {
        if (c.Timeline.Turns.Count == 0) return Measure.Absent(id, new("没有话语", "there is no utterance"));
        var waiting = IsLeftWaiting(c);
        return new()
        {
            Id = id,
            Value = waiting ? 1 : 0,
            Utterances = c.Timeline.Turns[^1].Utterances,
            Wording = () => waiting ? new Sentence("客户最后的提问没有得到答复", "the customer's last question got no answer") : new("客户的提问都有答复", "the customer was not left waiting"),
        };
    }

    /// <summary>Known only where something later tells the time: a closing message of the system.</summary>
    private static Measure LeftWaitingSeconds(string id, AnalysisContext c)
    {
        if (c.Timeline.Turns.Count == 0 || !IsLeftWaiting(c)) return Measure.Absent(id, new("客户没有被晾下", "the customer was not left waiting"));
        var asked = c.Waits.BurstsOf(c.Timeline.Turns[^1]).First().Last;
        var last = c.Conversation.Utterances.Count - 1;
        if (last == c.Timeline.Turns[^1].Utterances[^1] || c.Waits.EndOf(asked) is not { } from || c.Waits.EndOf(last) is not { } to)
            return Measure.Absent(id, new("客户被晾下，但没有结束时间", "the customer was left waiting, and nothing says until when"));
        return Seconds(id, c.Waits.Between(from, to), [asked, last], new("客户最后空等", "the customer was left waiting for"));
    }

    private static bool IsLeftWaiting(AnalysisContext c) =>
        c.Timeline.Turns[^1] is { Speaker: Speaker.Customer } last && !IsSettled(c, last) && last.Utterances.Any(u => Asks(c.Conversation.Utterances[u].Text));

    private static bool IsSettled(AnalysisContext c, Turn turn) => turn.Utterances.Any(u => Settled.Any(tag => c.Signals.Has(u, tag)));

    private static bool Asks(string text)
    {
        var end = text.AsSpan().TrimEnd(" 。.!！~");
        return text.AsSpan().IndexOfAny('?', '？') >= 0 || end.EndsWith('吗') || end.EndsWith('呢');
    }

    /// <summary>
    /// A question that the customer puts again, in nearly the same words, right after the agent's answer: the answer passed it by. Not where
    /// the agent asked back or asked to wait, since then saying it again is natural.
    /// </summary>
    private static Measure Ignored(string id, AnalysisContext c)
    {
        var ignored = new List<int>();
        var turns = c.Timeline.Turns;
        for (var t = 2; t < turns.Count; t++)
        {
            if (turns[t].Speaker != Speaker.Customer || turns[t - 1].Utterances.Any(AsksBackOrHolds)) continue;
            if (turns[t].Utterances.Take(Reach).Any(again => turns[t - 2].Utterances.TakeLast(Reach).Any(first => Repeats(first, again)))) ignored.Add(turns[t - 1].Utterances[0]);
        }

        return new()
        {
            Id = id,
            Value = ignored.Count,
            Utterances = ignored.Count > 0 ? ignored : c.Agent,
            Wording = () => ignored.Count > 0
                ? new Sentence($"{ignored.Count} 次答非所问，客户只好再问一遍", $"{ignored.Count} answer(s) passed the question by, so the customer asked again")
                : new("没有答非所问的迹象", "no answer passed the customer's question by"),
        };

        bool AsksBackOrHolds(int u) => c.Words[u].Has(Spoken.Question | Spoken.HoldNotice | Spoken.Lookup | Spoken.Progress);
        bool Repeats(int first, int again) => Asks(c.Conversation.Utterances[first].Text) && RepeatedQuestions.IsSame(c.Conversation.Utterances[first].Text, c.Conversation.Utterances[again].Text);
    }
}
