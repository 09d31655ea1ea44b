using System.Collections.Frozen;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals;

/// <summary>The public vocabulary of tags. Ids are part of the product: rubrics, phrase lists, models, API and reports use them.</summary>
public static class TagVocabulary
{
    public static IReadOnlyList<string> Agent { get; } =
    [
        "greeting", "self-introduction", "offer-help", "courtesy", "thanks", "apology", "farewell",
        "empathy", "reassurance", "ownership",
        "active-listening", "restate-confirm", "probing-question", "identity-check", "hold-notice", "hold-return", "solution",
        "time-commitment", "transfer-notice", "follow-up", "closing-check", "extra-help",
        "dismissive", "impatient", "blame", "cut-in",
    ];

    public static IReadOnlyList<string> Customer { get; } =
    [
        "negative-emotion", "cut-off-protest", "repeat-contact", "unresolved", "resolved", "gratitude", "escalation",
    ];

    public static IReadOnlyList<string> Timing { get; } =
    [
        "slow-reply", "dead-air", "unannounced-hold", "overlap", "backchannel", "interruption",
    ];

    /// <summary>The 33 tags that words can carry: agent tags, then customer tags.</summary>
    public static IReadOnlyList<string> Text { get; } = [.. Agent, .. Customer];

    private static readonly FrozenDictionary<string, Speaker> SpeakerByTag = Agent.Select(t => (t, Speaker.Agent))
        .Concat(Customer.Select(t => (t, Speaker.Customer)))
        .ToFrozenDictionary(p => p.t, p => p.Item2, StringComparer.Ordinal);

    /// <summary>Who can carry a text tag; null when the id is not a text tag.</summary>
    public static Speaker? SpeakerOf(string tag) => SpeakerByTag.TryGetValue(tag, out var speaker) ? speaker : null;
}
