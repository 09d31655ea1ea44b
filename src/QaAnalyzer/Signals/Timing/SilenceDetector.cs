namespace QaAnalyzer.Signals.Timing;

/// <summary>
/// Silences of a call that count against the agent, on the utterance that ends them: <c>unannounced-hold</c> where the agent went away
/// without a word, <c>dead-air</c> for a shorter or unended one. Silences with a cause give no signal; see <see cref="SilenceLedger"/>.
/// </summary>
public sealed class SilenceDetector : ISignalDetector
{
    public string Name => "silence";

    public IReadOnlyCollection<string> Tags => ["dead-air", "unannounced-hold"];

    public void Detect(AnalysisContext context)
    {
        foreach (var entry in context.Silences.Entries)
        {
            if (!entry.CountsAgainstAgent || entry.Seconds < context.Thresholds.DeadAirSeconds) continue;
            var ending = context.Conversation.Utterances[entry.After];
            var hold = entry.Seconds >= context.Thresholds.HoldSeconds && ending.Speaker == Conversations.Speaker.Agent;
            context.Signals.Add(new(hold ? "unannounced-hold" : "dead-air", entry.After, new(0, ending.Text.Length), 1, SignalSource.Timing, entry.Sentence));
        }
    }
}
