using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing;

/// <summary>Decides the one cause of a silence from the last things said before it and from who ends it.</summary>
internal readonly record struct SilenceExplanation(SilenceCause Cause, Speaker? OwedBy, int Shown)
{
    /// <summary>A notice holds for so many utterances with something to say.</summary>
    private const int NoticeReach = 3;

    /// <summary>Nothing said earlier than this many utterances explains a silence; also keeps the work per silence constant.</summary>
    private const int FarthestBack = 8;

    /// <param name="gap">The silence.</param>
    /// <param name="since">Second at which the silence before it ended: a promise from before is spent once the agent has spoken on.</param>
    /// <param name="timeline">Of the call.</param>
    /// <param name="words">What was said.</param>
    public static SilenceExplanation Of(Gap gap, double since, Timeline timeline, SpokenWords words)
    {
        var utterances = timeline.Conversation.Utterances;
        var agentEnds = utterances[gap.After].Speaker == Speaker.Agent;
        if (utterances[gap.Before].Speaker is Speaker.Bot or Speaker.System) return new(SilenceCause.Queue, null, gap.Before);

        // The utterance that said last whose word it is; -1 while only listening signs were met.
        var last = -1;
        var (acknowledged, answered, stated, told) = (false, false, false, 0);
        foreach (var said in timeline.Backwards(gap).Take(FarthestBack))
        {
            var meaning = words[said];
            if (utterances[said].Speaker == Speaker.Customer)
            {
                if (meaning.Has(Spoken.Searching) && !answered) return new(SilenceCause.CustomerSearching, Speaker.Customer, said);
                if (meaning.Has(Spoken.Unfinished) && last < 0 && !agentEnds) return new(SilenceCause.CustomerSide, Speaker.Customer, said);
                if (meaning.Has(Spoken.Listening)) acknowledged = true;
                else (last, answered, told) = (last < 0 ? said : last, true, told + 1);
            }
            else if (utterances[said].Speaker == Speaker.Agent)
            {
                if (stated && utterances[said].Start < since) break;
                if (meaning.Has(Spoken.HoldNotice) && told < NoticeReach) return new(SilenceCause.AnnouncedHold, Speaker.Agent, said);
                var asked = !answered && meaning.Has(Spoken.Question | Spoken.Task) && !(acknowledged && agentEnds);
                if (meaning.Has(Spoken.Lookup | Spoken.Progress) && told < NoticeReach && (agentEnds || !asked)) return new(SilenceCause.SystemLookup, Speaker.Agent, said);
                if (asked) return new(meaning.Has(Spoken.Question) ? SilenceCause.AfterQuestion : SilenceCause.CustomerSide, Speaker.Customer, said);
                if (meaning.Has(Spoken.HoldReturn)) break;
                if (!meaning.Has(Spoken.Listening)) (last, stated, told) = (last < 0 ? said : last, true, told + 1);
            }
            else
            {
                break;
            }
        }

        // After the agent's statement the one who speaks next had the word; after the customer's it is always the agent's turn.
        if (last < 0) last = gap.Before;
        return utterances[last].Speaker == Speaker.Agent && !agentEnds
            ? new(SilenceCause.CustomerSide, Speaker.Customer, last)
            : new(SilenceCause.Unexplained, Speaker.Agent, last);
    }
}
