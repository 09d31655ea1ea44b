using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Signals.Timing;

/// <summary>
/// Every silence of a call of at least the rubric's <c>ledger-seconds</c> with exactly one cause, in order of time, and the announced waits
/// they form. Empty for chats, e-mails and calls without times.
/// </summary>
public sealed class SilenceLedger
{
    private SilenceLedger(IReadOnlyList<SilenceEntry> entries, IReadOnlyList<Hold> holds)
    {
        Entries = entries;
        Holds = holds;
    }

    public IReadOnlyList<SilenceEntry> Entries { get; }

    public IReadOnlyList<Hold> Holds { get; }

    /// <summary>The ledger of a conversation that was analysed before, from its stored signals.</summary>
    public static SilenceLedger Of(Conversation conversation, Thresholds thresholds, IEnumerable<Signal> signals, SiteSettings site)
    {
        var set = new SignalSet();
        foreach (var signal in signals) set.Add(signal);
        return new AnalysisContext(conversation, thresholds, set, site).Silences;
    }

    internal static SilenceLedger Of(AnalysisContext context)
    {
        var (words, timeline) = (context.Words, context.Timeline);
        var entries = new List<SilenceEntry>();
        var holds = new HoldChains(timeline, words);
        var since = double.NegativeInfinity;
        foreach (var gap in timeline.Gaps)
        {
            if (gap.Seconds < context.Thresholds.LedgerSeconds) continue;
            var (cause, owed, shown) = SilenceExplanation.Of(gap, since, timeline, words);
            var entry = new SilenceEntry { From = gap.From, To = gap.To, Cause = cause, OwedBy = owed, Before = gap.Before, After = gap.After, Shown = shown };
            entries.Add(holds.Add(gap, entry));
            since = gap.To;
        }

        return new(entries, holds.Finish());
    }
}
