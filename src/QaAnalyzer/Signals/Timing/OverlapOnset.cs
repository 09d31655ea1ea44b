using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing;

/// <summary>The moment one side starts while the other still speaks.</summary>
/// <param name="Incoming">Utterance that came in.</param>
/// <param name="Floor">Utterance that was being spoken; of several, the one that ends last.</param>
/// <param name="At">Second of the onset.</param>
/// <param name="Seconds">How long both speak.</param>
/// <param name="FloorRest">How long the floor's utterance goes on after the onset.</param>
/// <param name="IncomingGoesOn">How long the incoming utterance goes on after the floor's end; negative when it ends first.</param>
internal readonly record struct OverlapOnset(int Incoming, int Floor, double At, double Seconds, double FloorRest, double IncomingGoesOn)
{
    /// <summary>
    /// All onsets of at least <paramref name="shortest"/> seconds between agent and customer, by time. An utterance comes in at most once, at its
    /// start; one without both times, or without length, takes no part.
    /// </summary>
    public static IEnumerable<OverlapOnset> In(Conversation conversation, double shortest) => In(conversation, SpeakingOrder.Of(conversation), shortest);

    /// <param name="conversation">The call.</param>
    /// <param name="order">Its <see cref="SpeakingOrder"/>.</param>
    /// <param name="shortest">Seconds.</param>
    internal static IEnumerable<OverlapOnset> In(Conversation conversation, int[] order, double shortest)
    {
        var (agent, customer) = ((Utterance: -1, End: 0.0), (Utterance: -1, End: 0.0));
        foreach (var i in order)
        {
            var (start, end) = (conversation.Utterances[i].Start!.Value, conversation.Utterances[i].End!.Value);
            var byAgent = conversation.Utterances[i].Speaker == Speaker.Agent;
            var (floor, own) = byAgent ? (customer, agent) : (agent, customer);
            var seconds = Clock.Between(start, Math.Min(end, floor.End));
            if (floor.Utterance >= 0 && seconds > 0 && seconds >= shortest)
                yield return new(i, floor.Utterance, start, seconds, Clock.Between(start, floor.End), Clock.Between(floor.End, end));
            if (own.Utterance >= 0 && own.End >= end) continue;
            if (byAgent) agent = (i, end);
            else customer = (i, end);
        }
    }
}
