using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Signals.Timing;

/// <summary>
/// <c>overlap</c> for every utterance that comes in while the other side speaks, and one verdict where there is one:
/// <c>backchannel</c> for a listening sign, <c>interruption</c> when it takes the floor.
/// </summary>
public sealed class OverlapDetector : ISignalDetector
{
    /// <summary>Speech that ends this soon after the onset gave way to it.</summary>
    private const double GiveWaySeconds = 1;

    /// <summary>Coming in this shortly before the end is ordinary turn-taking.</summary>
    private const double TerminalSeconds = 0.5;

    public string Name => "overlap";

    public IReadOnlyCollection<string> Tags => ["overlap", "backchannel", "interruption"];

    public void Detect(AnalysisContext context)
    {
        var (conversation, signals) = (context.Conversation, context.Signals);
        if (conversation.Channel != Channel.Call) return;
        foreach (var onset in OverlapOnset.In(conversation, context.Thresholds.OverlapSeconds))
        {
            var incoming = conversation.Utterances[onset.Incoming];
            signals.Add(Signal("overlap", onset, incoming, 1, Reason(onset, "both speak")));
            if (ListeningWords.IsListeningSign(incoming.Text)) signals.Add(Signal("backchannel", onset, incoming, 0.85, Reason(onset, "a listening sign")));
            else if (TakesFloor(onset)) signals.Add(Signal("interruption", onset, incoming, 0.7, Reason(onset, "takes the floor")));
        }
    }

    private static bool TakesFloor(OverlapOnset onset) =>
        onset.FloorRest >= TerminalSeconds
        && onset.FloorRest <= GiveWaySeconds + onset.Seconds
        && onset.IncomingGoesOn > 0
        && onset.Incoming > onset.Floor;

    private static Signal Signal(string tag, OverlapOnset onset, Utterance incoming, double probability, string reason) =>
        new(tag, onset.Incoming, new(0, incoming.Text.Length), probability, SignalSource.Timing, reason);

    private static string Reason(OverlapOnset onset, string verdict) => string.Create(
        CultureInfo.InvariantCulture,
        $"{verdict}: {onset.Seconds:0.00} s over utterance {onset.Floor} from {onset.At:0.00} s");
}
