using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Signals.Timing;

/// <summary>
/// Silences of a call: <c>unannounced-hold</c> where the agent went away without a word, <c>dead-air</c> for any other long silence
/// that no hold notice explains. The signal is on the utterance that ends the silence.
/// </summary>
public sealed class SilenceDetector : ISignalDetector
{
    public string Name => "silence";

    public IReadOnlyCollection<string> Tags => ["dead-air", "unannounced-hold"];

    public void Detect(AnalysisContext context)
    {
        var (conversation, signals) = (context.Conversation, context.Signals);
        foreach (var gap in context.Timeline.Gaps)
        {
            if (gap.Seconds < context.Thresholds.DeadAirSeconds || Hold.IsAnnounced(conversation, gap, signals)) continue;
            var hold = gap.Seconds >= context.Thresholds.HoldSeconds && conversation.Utterances[gap.After].Speaker == Speaker.Agent;
            var reason = string.Create(
                CultureInfo.InvariantCulture,
                $"{gap.Seconds:0.#} s of silence from {gap.From:0.#} s to {gap.To:0.#} s, not announced (utterances {gap.Before}\u2192{gap.After})");
            signals.Add(new(
                hold ? "unannounced-hold" : "dead-air", gap.After, new(0, conversation.Utterances[gap.After].Text.Length), 1, SignalSource.Timing, reason));
        }
    }
}
