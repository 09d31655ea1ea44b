using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer.Signals.Measures;

/// <summary>Times and shares of speech. A missing timestamp makes a measure absent, never zero.</summary>
internal static class TimingMeasures
{
    internal static readonly Sentence NoTimes = new("没有时间信息", "the transcript has no times");
    private static readonly Sentence NotACall = new("不是通话", "this is not a call");

    public static IEnumerable<IMeasure> All() =>
    [
        new ComputedMeasure("ring-seconds", [], Ring),
        new ComputedMeasure("first-response-seconds", [], FirstResponse),
        new ComputedMeasure("reply-p90-seconds", [], (id, c) => Replies(id, c, Percentile90, "九成回复在", "nine replies in ten came within")),
        new ComputedMeasure("reply-mean-seconds", [], (id, c) => Replies(id, c, r => r.Average(x => x.Seconds), "平均回复", "replies took on average")),
        new ComputedMeasure("reply-max-seconds", [], (id, c) => Replies(id, c, r => r.Max(x => x.Seconds), "最慢回复", "the slowest reply took")),
        SignalCount("slow-reply-count", "slow-reply", c => c.Timeline.Replies.Count > 0),
        SignalCount("dead-air-count", "dead-air", HasCallTimes),
        SignalCount("unannounced-hold-count", "unannounced-hold", HasCallTimes),
        new ComputedMeasure("longest-silence-seconds", [], LongestSilence),
        new ComputedMeasure("announced-hold-count", SpokenWords.TagNames, (id, c) => Holds(id, c, withoutProgress: false)),
        new ComputedMeasure("hold-without-progress-count", SpokenWords.TagNames, (id, c) => Holds(id, c, withoutProgress: true)),
        OverlapCount("agent-interruption-count", "interruption", Speaker.Agent),
        OverlapCount("customer-interruption-count", "interruption", Speaker.Customer),
        OverlapCount("agent-backchannel-count", "backchannel", Speaker.Agent),
        new ComputedMeasure("overlap-seconds", [], OverlapSeconds),
        new ComputedMeasure("agent-talk-share", [], TalkShare),
        new ComputedMeasure("agent-speech-rate-per-minute", [], SpeechRate.Compute),
        new ComputedMeasure("handle-seconds", [], Handle),
    ];

    private static Measure Ring(string id, AnalysisContext c) => c.Conversation.RingSeconds is { } ring
        ? Seconds(id, ring, [], "振铃", "rang for")
        : Measure.Absent(id, c.Conversation.Channel == Channel.Call ? new("没有振铃时长", "the transcript has no ring time") : NotACall);

    /// <summary>
    /// Calls: ring time. Chats and e-mails: from the customer's first words to the agent's first; when a bot spoke in between, from its last
    /// words, because until then the customer was served.
    /// </summary>
    private static Measure FirstResponse(string id, AnalysisContext c)
    {
        if (c.Conversation.Channel == Channel.Call) return Ring(id, c);
        var firstCustomer = c.Customer.Count > 0 ? c.Customer[0] : -1;
        var firstAgent = c.Agent.Count > 0 ? c.Agent[0] : -1;
        if (firstAgent < 0) return Measure.Absent(id, new("客服没有回复", "no agent replied"));
        if (firstCustomer < 0 || firstAgent < firstCustomer) return Measure.Absent(id, new("由客服先开口，没有首次回复", "the agent wrote first, so there is no first reply"));
        var bot = LastBot(c.Conversation, firstCustomer, firstAgent);
        var since = bot >= 0 ? bot : firstCustomer;
        if (c.Conversation.Utterances[since].Start is not { } asked || c.Conversation.Utterances[firstAgent].Start is not { } answered) return Measure.Absent(id, NoTimes);
        return Seconds(id, Math.Max(0, answered - asked), [since, firstAgent], "首次回复用时", "first reply after");
    }

    private static int LastBot(Conversation conversation, int after, int before)
    {
        for (var i = before - 1; i > after; i--)
        {
            if (conversation.Utterances[i].Speaker == Speaker.Bot) return i;
        }

        return -1;
    }

    private static Measure Replies(string id, AnalysisContext c, Func<IReadOnlyList<Reply>, double> value, string zh, string en)
    {
        var replies = c.Timeline.Replies;
        if (replies.Count == 0) return Measure.Absent(id, c.Timeline.FirstStart is null ? NoTimes : new("客服没有回复客户", "the agent never replied to the customer"));
        var slowest = replies.MaxBy(r => r.Seconds);
        return Seconds(id, value(replies), [slowest.Asked, slowest.Answered], zh, en);
    }

    /// <summary>Nearest-rank percentile.</summary>
    private static double Percentile90(IReadOnlyList<Reply> replies)
    {
        var sorted = replies.Select(r => r.Seconds).Order().ToList();
        return sorted[(int)Math.Ceiling(sorted.Count * 0.9) - 1];
    }

    private static ComputedMeasure SignalCount(string id, string tag, Func<AnalysisContext, bool> measurable) =>
        new(id, [tag], (_, c) => measurable(c) ? Counted(id, tag, [.. c.Signals.Of(tag)]) : Measure.Absent(id, NoTimes));

    private static ComputedMeasure OverlapCount(string id, string tag, Speaker by) => new(id, [tag], (_, c) => HasCallTimes(c)
        ? Counted(id, tag, [.. c.Signals.Of(tag).Where(s => c.Conversation.Utterances[s.Utterance].Speaker == by)], by)
        : Measure.Absent(id, c.Conversation.Channel == Channel.Call ? NoTimes : NotACall));

    private static Measure Counted(string id, string tag, IReadOnlyList<Signal> found, Speaker? by = null)
    {
        var name = TagNames.Of(tag);
        var (zh, en) = by switch
        {
            Speaker.Agent => ("客服", " by the agent"),
            Speaker.Customer => ("客户", " by the customer"),
            _ => ("", ""),
        };
        return new()
        {
            Id = id,
            Value = found.Count,
            Utterances = [.. found.Select(s => s.Utterance)],
            Signals = found,
            Wording = () => new Sentence($"{zh}{name.Zh} {found.Count} 次", $"{name.En}{en}: {found.Count}"),
        };
    }

    private static Measure LongestSilence(string id, AnalysisContext c)
    {
        if (!HasCallTimes(c)) return Measure.Absent(id, NoTimes);
        if (c.Timeline.Gaps.Count == 0) return Seconds(id, 0, [], "最长静默", "longest silence");
        var longest = c.Timeline.Gaps.MaxBy(g => g.Seconds);
        return Seconds(id, longest.Seconds, [longest.Before, longest.After], "最长静默", "longest silence");
    }

    private static Measure Holds(string id, AnalysisContext c, bool withoutProgress)
    {
        if (!HasCallTimes(c)) return Measure.Absent(id, NoTimes);
        var (dead, due) = (c.Thresholds.DeadAirSeconds, c.Thresholds.ProgressSeconds);
        var holds = c.Silences.Holds.Where(h => withoutProgress ? h.LongestWithoutWord > due : h.Asked && h.Seconds >= dead).ToList();
        return new()
        {
            Id = id,
            Value = holds.Count,
            Utterances = [.. holds.SelectMany(h => h.Utterances).Distinct()],
            Wording = () => withoutProgress
                ? new Sentence($"{holds.Count} 次等待超过 {c.Thresholds.ProgressSeconds:0} 秒没有告知进展", $"{holds.Count} hold(s) longer than {c.Thresholds.ProgressSeconds:0} s without a progress word")
                : new Sentence($"{holds.Count} 次已告知的等待", $"{holds.Count} announced hold(s)"),
        };
    }

    private static Measure OverlapSeconds(string id, AnalysisContext c)
    {
        if (!HasCallTimes(c)) return Measure.Absent(id, c.Conversation.Channel == Channel.Call ? NoTimes : NotACall);
        var onsets = OverlapOnset.In(c.Conversation, c.Thresholds.OverlapSeconds).ToList();
        return Seconds(id, onsets.Sum(o => o.Seconds), [.. onsets.Select(o => o.Incoming)], "同时说话共", "both spoke at once for");
    }

    private static Measure TalkShare(string id, AnalysisContext c)
    {
        if (!HasCallTimes(c)) return Measure.Absent(id, c.Conversation.Channel == Channel.Call ? NoTimes : NotACall);
        double Spoken(IReadOnlyList<int> utterances) => utterances.Select(u => c.Conversation.Utterances[u]).Sum(u => u is { Start: { } s, End: { } e } ? e - s : 0);
        var (agent, customer) = (Spoken(c.Agent), Spoken(c.Customer));
        if (agent + customer <= 0) return Measure.Absent(id, NoTimes);
        var share = agent / (agent + customer);
        var percent = (100 * share).ToString("0", CultureInfo.InvariantCulture);
        return new() { Id = id, Value = share, Utterances = [], Wording = () => new Sentence($"客服说话占 {percent}%", $"the agent spoke {percent} % of the talk time") };
    }

    private static Measure Handle(string id, AnalysisContext c) => c.Timeline is { FirstStart: { } from, LastEnd: { } to }
        ? Seconds(id, to - from, [], "处理时长", "handled in")
        : Measure.Absent(id, NoTimes);

    private static Measure Seconds(string id, double value, IReadOnlyList<int> utterances, string zh, string en)
    {
        var rounded = Math.Round(value, 3);
        var shown = rounded.ToString("0.#", CultureInfo.InvariantCulture);
        return new() { Id = id, Value = rounded, Utterances = utterances, Wording = () => new Sentence($"{zh} {shown} 秒", $"{en} {shown} s") };
    }

    private static bool HasCallTimes(AnalysisContext c) => c.Conversation.Channel == Channel.Call && c.Conversation.Utterances.Any(u => u.Start is not null && u.End is not null);
}
