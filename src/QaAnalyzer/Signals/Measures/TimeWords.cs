using System.Globalization;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Measures;

/// <summary>Measures of time in words. A missing timestamp makes a measure absent, never zero.</summary>
internal static class TimeWords
{
    public static readonly Sentence NoTimes = new("没有时间信息", "the transcript has no times");
    public static readonly Sentence NotACall = new("不是通话", "this is not a call");
    public static readonly Sentence NotAChat = new("不是在线会话", "this is not a chat");

    public static bool HasCallTimes(AnalysisContext c) =>
        c.Conversation.Channel == Channel.Call && c.Conversation.Utterances.Any(u => u.Start is not null && u.End is not null);

    /// <summary>Why a measure of a call is absent; ask after <see cref="HasCallTimes"/>.</summary>
    public static Measure NoCallTimes(string id, AnalysisContext c) => Measure.Absent(id, c.Conversation.Channel == Channel.Call ? NoTimes : NotACall);

    public static Measure Seconds(string id, double value, IReadOnlyList<int> utterances, Sentence words)
    {
        var rounded = Math.Round(value, 3);
        var shown = rounded.ToString("0.#", CultureInfo.InvariantCulture);
        return new() { Id = id, Value = rounded, Utterances = utterances, Wording = () => new Sentence($"{words.Zh} {shown} 秒", $"{words.En} {shown} s") };
    }

    public static Measure Share(string id, double part, double whole, IReadOnlyList<int> utterances, Func<string, Sentence> words)
    {
        var share = part / whole;
        return new() { Id = id, Value = share, Utterances = utterances, Wording = () => words((100 * share).ToString("0", CultureInfo.InvariantCulture)) };
    }

    public static Measure Counted(string id, string tag, IReadOnlyList<Signal> found, Speaker? by = null)
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
}
