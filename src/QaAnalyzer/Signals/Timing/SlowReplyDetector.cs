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
            var reason = string.Create(
                CultureInfo.InvariantCulture,
                $"reply after {reply.Seconds:0.#} s; target {target:0.#} s (utterances {reply.Asked}\u2192{reply.Answered})");
            context.Signals.Add(new("slow-reply", reply.Answered, new(0, text.Length), 1, SignalSource.Timing, reason));
        }
    }
}
