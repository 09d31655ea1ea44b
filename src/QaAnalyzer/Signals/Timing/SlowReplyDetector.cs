using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Signals.Timing;

/// <summary><c>slow-reply</c>: the agent's answer came later than the rubric's reply target for the channel.</summary>
public sealed class SlowReplyDetector : ISignalDetector
{
    public string Name => "slow-reply";

    public IReadOnlyCollection<string> Tags => ["slow-reply"];

    public void Detect(AnalysisContext context)
    {
        if (!context.Thresholds.ReplySeconds.TryGetValue(context.Conversation.Channel, out var target)) return;
        foreach (var reply in context.Waits.Replies)
        {
            if (reply.Seconds <= target) continue;
            var text = context.Conversation.Utterances[reply.Answered].Text;
            context.Signals.Add(new("slow-reply", reply.Answered, new(0, text.Length), 1, SignalSource.Timing, Reason(reply, target)));
        }
    }

    /// <summary>Utterances as the pages number them, from one on.</summary>
    private static Sentence Reason(Reply reply, double target)
    {
        var (seconds, most) = (reply.Seconds.ToString("0.#", CultureInfo.InvariantCulture), target.ToString("0.#", CultureInfo.InvariantCulture));
        return new(
            $"{seconds} 秒后才回复，目标 {most} 秒（第 {reply.Asked + 1} 句→第 {reply.Answered + 1} 句）",
            $"reply after {seconds} s; target {most} s (#{reply.Asked + 1}\u2192#{reply.Answered + 1})");
    }
}
