using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing;

/// <summary>What agent and customer said, in the order of the clock.</summary>
internal static class SpeakingOrder
{
    /// <summary>Indexes of the utterances with a start and a later end, by start; those that start together stay as the transcript has them.</summary>
    public static int[] Of(Conversation conversation)
    {
        var order = new int[conversation.Utterances.Count];
        var count = 0;
        var (sorted, last) = (true, double.NegativeInfinity);
        for (var i = 0; i < conversation.Utterances.Count; i++)
        {
            if (conversation.Utterances[i] is not { Speaker: Speaker.Agent or Speaker.Customer, Start: { } start, End: { } end } || !(end > start)) continue;
            order[count++] = i;
            sorted &= start >= last;
            last = start;
        }

        Array.Resize(ref order, count);
        return sorted ? order : [.. order.OrderBy(i => conversation.Utterances[i].Start)];
    }
}
