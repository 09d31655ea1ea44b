using QaAnalyzer.Conversations;

namespace QaAnalyzer.Transcripts;

/// <summary>Sides for speakers whose names tell nothing, from what they say first; every guess is flagged with its reason.</summary>
internal static class AgentInference
{
    private const int FirstUtterances = 4;

    /// <param name="open">Labels without a side, in order of appearance; all get one in <paramref name="roles"/>.</param>
    public static void Settle(ConversationDraft draft, List<string> open, Dictionary<string, Speaker> roles)
    {
        var cues = open.ToDictionary(label => label, label => Strongest(draft, label), StringComparer.Ordinal);
        if (!roles.ContainsValue(Speaker.Agent) && ChooseAgent(draft, open, roles, cues) is var (agent, because))
        {
            roles[agent] = Speaker.Agent;
            open.Remove(agent);
            draft.Flags.Add(new("agent-inferred", $"{agent} is taken as the agent: {because}"));
        }

        foreach (var label in open)
        {
            var isTransferTarget = roles.ContainsValue(Speaker.Agent) && cues[label].Cue is { Weight: >= AgentCues.Introduction };
            roles[label] = isTransferTarget ? Speaker.Agent : Speaker.Customer;
            if (isTransferTarget) draft.Flags.Add(new("agent-inferred", $"{label} is taken as a further agent: {Because(cues[label])}"));
            else if (open.Count > 1 || cues.Count == 1)
                draft.Flags.Add(new("customer-inferred", $"{label} is taken as the customer: nothing marks them as an agent"));
        }
    }

    private static (string Label, string Because)? ChooseAgent(
        ConversationDraft draft, List<string> open, Dictionary<string, Speaker> roles, Dictionary<string, (AgentCue? Cue, int Utterance)> cues)
    {
        var best = open.MaxBy(label => cues[label].Cue?.Weight ?? 0)!;
        if (cues[best].Cue is not null) return (best, Because(cues[best]));
        if (roles.ContainsValue(Speaker.Customer)) return (open[0], "the other side is the customer");
        if (open.Count < 2) return null;
        return draft.Channel is Channel.Call
            ? (open[0], "no cue found, and in a call the side that answers speaks first")
            : (open[1], "no cue found, and in a chat the side that asks writes first");
    }

    private static (AgentCue? Cue, int Utterance) Strongest(ConversationDraft draft, string label) =>
        draft.Utterances
            .Select((utterance, index) => (utterance, index))
            .Where(each => string.Equals(each.utterance.Label, label, StringComparison.Ordinal))
            .Take(FirstUtterances)
            .Select(each => (Cue: AgentCues.Find(each.utterance.Text), each.index))
            .MaxBy(each => each.Cue?.Weight ?? 0);

    private static string Because((AgentCue? Cue, int Utterance) found) => $"{found.Cue!.Does} in utterance {found.Utterance}";
}
