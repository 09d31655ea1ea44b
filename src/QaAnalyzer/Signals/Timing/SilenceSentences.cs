using System.Globalization;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing;

/// <summary>Silences and holds in words.</summary>
internal static class SilenceSentences
{
    public static Sentence Of(SilenceEntry entry)
    {
        var (cause, owed) = (Of(entry.Cause, entry.Shown), Owed(entry.OwedBy));
        return new(
            Text($"静默 {entry.Seconds:0.#} 秒（{entry.From:0.#}–{entry.To:0.#} 秒，话语 {entry.Before}→{entry.After}）：{cause.Zh}；{owed.Zh}"),
            Text($"{entry.Seconds:0.#} s of silence from {entry.From:0.#} s to {entry.To:0.#} s (utterances {entry.Before}→{entry.After}): {cause.En}; {owed.En}"));
    }

    public static Sentence Of(Hold hold)
    {
        var words = hold.Progress.Count;
        return new(
            Text($"等待 {hold.Seconds:0.#} 秒（{hold.From:0.#}–{hold.To:0.#} 秒），话语 {hold.Notice} 已告知，途中报进展 {words} 次，最长 {hold.LongestWithoutWord:0.#} 秒没有说话"),
            Text($"hold of {hold.Seconds:0.#} s from {hold.From:0.#} s to {hold.To:0.#} s, announced in utterance {hold.Notice}, {words} progress word(s), at most {hold.LongestWithoutWord:0.#} s without a word"));
    }

    private static Sentence Of(SilenceCause cause, int shown) => cause switch
    {
        SilenceCause.AnnouncedHold => new(Text($"客服已请客户等待（话语 {shown}）"), Text($"the agent had asked the customer to wait (utterance {shown})")),
        SilenceCause.SystemLookup => new(Text($"客服说明正在查询（话语 {shown}）"), Text($"the agent had said what is being looked up (utterance {shown})")),
        SilenceCause.CustomerSearching => new(Text($"客户在找东西（话语 {shown}）"), Text($"the customer is looking for something (utterance {shown})")),
        SilenceCause.AfterQuestion => new(Text($"客服提问后客户在思考（话语 {shown}）"), Text($"the customer thinks about the agent's question (utterance {shown})")),
        SilenceCause.CustomerSide => new(Text($"客户一方的停顿（话语 {shown}）"), Text($"a pause on the customer's side (utterance {shown})")),
        SilenceCause.Queue => new(Text($"排队或系统播报之后（话语 {shown}）"), Text($"after a machine had spoken (utterance {shown})")),
        _ => new(Text($"没有说明原因（话语 {shown} 之后）"), Text($"nothing said explains it (after utterance {shown})")),
    };

    private static Sentence Owed(Speaker? side) => side switch
    {
        Speaker.Agent => new("该客服说话", "the agent was to speak"),
        Speaker.Customer => new("该客户说话", "the customer was to speak"),
        _ => new("双方都不必说话", "nobody was to speak"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
