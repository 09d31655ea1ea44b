using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing;

/// <summary>The moment one side starts while the other still speaks.</summary>
/// <param name="Incoming">Utterance that came in.</param>
/// <param name="Floor">Utterance that was being spoken.</param>
/// <param name="At">Second of the onset.</param>
/// <param name="Seconds">How long both speak.</param>
/// <param name="FloorRest">How long the floor's utterance goes on after the onset.</param>
/// <param name="IncomingGoesOn">How long the incoming utterance goes on after the floor's end; negative when it ends first.</param>
internal readonly record struct OverlapOnset(int Incoming, int Floor, double At, double Seconds, double FloorRest, double IncomingGoesOn)
{
    /// <summary>All onsets of at least <paramref name="shortest"/> seconds between agent and customer, in order.</summary>
    public static IEnumerable<OverlapOnset> In(Conversation conversation, double shortest)
    {
        var speaking = new Dictionary<Speaker, (int Utterance, double End)>();
        for (var i = 0; i < conversation.Utterances.Count; i++)
        {
            if (conversation.Utterances[i] is not { Speaker: Speaker.Agent or Speaker.Customer, Start: { } start, End: { } end } incoming) continue;
            var other = incoming.Speaker == Speaker.Agent ? Speaker.Customer : Speaker.Agent;
            if (speaking.TryGetValue(other, out var floor) && Math.Min(end, floor.End) - start >= shortest)
                yield return new(i, floor.Utterance, start, Math.Min(end, floor.End) - start, floor.End - start, end - floor.End);
            if (!speaking.TryGetValue(incoming.Speaker, out var own) || end > own.End) speaking[incoming.Speaker] = (i, end);
        }
    }
}
