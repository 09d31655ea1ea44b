using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer.Signals;

/// <summary>One conversation under analysis: what detectors and measures may look at. Not shared between threads.</summary>
public sealed class AnalysisContext
{
    private Timeline? _timeline;

    private SpokenWords? _words;
    private SilenceLedger? _silences;
    private Waits? _waits;

    public AnalysisContext(Conversation conversation, Thresholds thresholds, SignalSet? signals = null, SiteSettings? site = null)
    {
        Conversation = conversation;
        Thresholds = thresholds;
        Signals = signals ?? new();
        Site = site ?? SiteSettings.None;
        Agent = Of(Speaker.Agent);
        Customer = Of(Speaker.Customer);
    }

    public Conversation Conversation { get; }

    public Thresholds Thresholds { get; }

    public SiteSettings Site { get; }

    /// <summary>What was found so far, in the order of the detectors.</summary>
    public SignalSet Signals { get; }

    /// <summary>Indexes of the agent's utterances.</summary>
    public IReadOnlyList<int> Agent { get; }

    /// <summary>Indexes of the customer's utterances.</summary>
    public IReadOnlyList<int> Customer { get; }

    /// <summary>Built once, by the first that asks.</summary>
    internal Timeline Timeline => _timeline ??= new(Conversation);

    /// <summary>Made once, by the first that asks; after the text was read, since words explain silences.</summary>
    public SilenceLedger Silences => _silences ??= SilenceLedger.Of(this);

    /// <summary>How long customers waited for answers; made once.</summary>
    internal Waits Waits => _waits ??= new(this);

    /// <summary>Made once, after the text was read.</summary>
    internal SpokenWords Words => _words ??= new(this);

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
