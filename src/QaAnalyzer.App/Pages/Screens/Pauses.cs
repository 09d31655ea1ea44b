using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.App.Pages.Screens;

/// <summary>Silences long enough to matter under a rubric, and speech that came in before the other had ended.</summary>
internal static class Pauses
{
    /// <summary>Per utterance: seconds since everything before it had ended (negative: overlap), or null when unknown or unremarkable.</summary>
    public static IReadOnlyList<double?> Of(Conversation conversation, Thresholds thresholds)
    {
        var longest = conversation.Channel == Channel.Call
            ? thresholds.DeadAirSeconds
            : thresholds.ReplySeconds.GetValueOrDefault(conversation.Channel, Thresholds.Default.ReplySeconds[conversation.Channel]);
        var pauses = new double?[conversation.Utterances.Count];
        double? ended = null;
        for (var i = 0; i < pauses.Length; i++)
        {
            var utterance = conversation.Utterances[i];
            if (utterance.Start - ended is { } pause && (pause >= longest || pause <= -thresholds.OverlapSeconds)) pauses[i] = pause;
            var end = utterance.End ?? utterance.Start;
            ended = end is { } e && ended is { } before ? Math.Max(e, before) : end ?? ended;
        }

        return pauses;
    }
}
