using QaAnalyzer.Conversations;

namespace QaAnalyzer.Transcripts;

/// <summary>Who is the agent: as the format states, else as the caller states, else by the words of the name, else inferred and flagged.</summary>
internal static class SpeakerRoles
{
    /// <summary>One side per utterance; adds a flag for every inference.</summary>
    public static IReadOnlyList<Speaker> Assign(ConversationDraft draft, TranscriptOptions options)
    {
        var roles = new Dictionary<string, Speaker>(StringComparer.Ordinal);
        var open = new List<string>();
        foreach (var (label, role, _, _, _) in draft.Utterances)
        {
            if (label is null || roles.ContainsKey(label) || open.Contains(label)) continue;
            if (role is null && Known(label, options) is null) open.Add(label);
            else roles[label] = role ?? Known(label, options)!.Value;
        }

        if (open.Count > 0) AgentInference.Settle(draft, open, roles);
        if (draft.Utterances.Any(u => u.Label is null && u.Role is null)) draft.Flags.Add(Unknown);
        return [.. draft.Utterances.Select(u => u.Role ?? (u.Label is null ? Speaker.Customer : roles[u.Label]))];
    }

    /// <summary>The side a name stands for by itself: stated by the caller, else told by its words.</summary>
    public static Speaker? Known(string label, TranscriptOptions options)
    {
        if (options.Speakers.TryGetValue(label, out var exact)) return exact;
        var prefix = options.Speakers.Keys.Where(key => label.StartsWith(key, StringComparison.OrdinalIgnoreCase)).MaxBy(key => key.Length);
        return prefix is not null ? options.Speakers[prefix] : SpeakerWords.Side(label);
    }

    /// <summary>Taken as the customer's words, so that nothing is credited to or held against an agent who may not have said it.</summary>
    public static ConversationFlag Unknown { get; } =
        new("speakers-unknown", "the file does not say who speaks: utterances without a speaker are kept as the customer's");
}
