using QaAnalyzer.Signals;

namespace QaAnalyzer.App.Pages.Screens;

/// <summary>Style class of a tag's chip: what should worry, what speaks well of the customer's mood, timing facts, and the rest.</summary>
internal static class TagTone
{
    public static string Of(string tag) => tag switch
    {
        "dismissive" or "impatient" or "blame" or "cut-in" or "interruption" => "bad",
        "negative-emotion" or "cut-off-protest" or "repeat-contact" or "unresolved" or "escalation" => "warn",
        "slow-reply" or "dead-air" or "unannounced-hold" => "warn",
        "resolved" or "gratitude" => "good",
        _ when TagVocabulary.Timing.Contains(tag) => "plain",
        _ => "agent-tag",
    };
}
