using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer.Signals.Measures;

/// <summary>What a measure may look at.</summary>
public sealed class MeasureContext
{
    public MeasureContext(Conversation conversation, SignalSet signals, Thresholds thresholds)
    {
        Conversation = conversation;
        Signals = signals;
        Thresholds = thresholds;
        Timeline = new(conversation);
        Agent = Of(Speaker.Agent);
        Customer = Of(Speaker.Customer);
    }

    public Conversation Conversation { get; }

    public SignalSet Signals { get; }

    public Thresholds Thresholds { get; }

    /// <summary>Indexes of the agent's utterances.</summary>
    public IReadOnlyList<int> Agent { get; }

    /// <summary>Indexes of the customer's utterances.</summary>
    public IReadOnlyList<int> Customer { get; }

    internal Timeline Timeline { get; }

    public IReadOnlyList<int> UtterancesOf(Speaker speaker) => speaker == Speaker.Agent ? Agent : Customer;

    private List<int> Of(Speaker speaker)
    {
        var indexes = new List<int>();
        for (var i = 0; i < Conversation.Utterances.Count; i++)
        {
            if (Conversation.Utterances[i].Speaker == speaker) indexes.Add(i);
        }

        return indexes;
    }
}
