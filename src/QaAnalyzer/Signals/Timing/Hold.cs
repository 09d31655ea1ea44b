using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing;

/// <summary>When a silence counts as an announced hold.</summary>
internal static class Hold
{
    private const int NoticeReach = 3;

    /// <summary>True when the agent asked to wait in one of the last utterances before the silence.</summary>
    public static bool IsAnnounced(Conversation conversation, Gap gap, SignalSet signals) => NoticeBefore(conversation, gap, signals) >= 0;

    /// <summary>Index of the hold notice before the silence, or -1.</summary>
    public static int NoticeBefore(Conversation conversation, Gap gap, SignalSet signals)
    {
        for (var i = gap.Before; i >= 0 && i > gap.Before - NoticeReach; i--)
        {
            if (conversation.Utterances[i].Speaker == Speaker.Agent && signals.Has(i, "hold-notice")) return i;
        }

        return -1;
    }
}
