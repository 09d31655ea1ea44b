using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer.App.Pages.Screens;

/// <summary>Time in which nobody spoke or wrote before an utterance.</summary>
/// <param name="Seconds">How long.</param>
/// <param name="Entry">From the ledger of a call, with the cause; null for chats and e-mails.</param>
/// <param name="Hold">The announced wait that the silence is part of.</param>
internal sealed record Quiet(double Seconds, SilenceEntry? Entry = null, Hold? Hold = null)
{
    /// <summary>Per index of the utterance that ended it. Calls: the ledger; chats and e-mails: pauses from the reply target on.</summary>
    public static IReadOnlyDictionary<int, Quiet> Of(Conversation conversation, SilenceLedger? ledger, Thresholds thresholds)
    {
        if (conversation.Channel != Channel.Call)
            return Pauses(conversation, thresholds.ReplySeconds.GetValueOrDefault(conversation.Channel, Thresholds.Default.ReplySeconds[conversation.Channel]));
        return ledger is null ? new Dictionary<int, Quiet>() : ledger.Entries.ToDictionary(e => e.After, e => new Quiet(e.Seconds, e, HoldOf(ledger, e)));
    }

    /// <summary>The agent's to answer for.</summary>
    public bool IsFault => Entry?.CountsAgainstAgent == true;

    /// <summary>Seconds without a progress word in a wait, where they are too many.</summary>
    public double? Uninformed(Thresholds thresholds) => Hold?.LongestWithoutWord is { } seconds && seconds > thresholds.ProgressSeconds ? seconds : null;

    public bool IsInformed => Hold is { Progress.Count: > 0 };

    private static Hold? HoldOf(SilenceLedger ledger, SilenceEntry entry) => ledger.Holds.FirstOrDefault(h => h.From <= entry.From && entry.To <= h.To);

    private static Dictionary<int, Quiet> Pauses(Conversation conversation, double longest)
    {
        var pauses = new Dictionary<int, Quiet>();
        double? ended = null;
        for (var i = 0; i < conversation.Utterances.Count; i++)
        {
            if (conversation.Utterances[i] is not { Start: { } start } utterance) continue;
            if (start - ended is { } seconds && seconds >= longest) pauses[i] = new(seconds);
            ended = Math.Max(utterance.End ?? start, ended ?? start);
        }

        return pauses;
    }
}
