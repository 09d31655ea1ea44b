using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.App.Pages.Screens;

/// <summary>Silences long enough to matter under a rubric, and speech that came in before the other had ended.</summary>
internal static class Pauses
{
    /// <summary>
    /// Per utterance: seconds since everything before it had ended (negative: into the other's speech), or null when unknown or unremarkable.
    /// </summary>
    public static IReadOnlyList<double?> Of(Conversation conversation, Thresholds thresholds)
    {
        var longest = conversation.Channel == Channel.Call
            ? thresholds.DeadAirSeconds
            : thresholds.ReplySeconds.GetValueOrDefault(conversation.Channel, Thresholds.Default.ReplySeconds[conversation.Channel]);
        var pauses = new double?[conversation.Utterances.Count];
        var ended = new Dictionary<Speaker, double>();
        for (var i = 0; i < pauses.Length; i++)
        {
            var utterance = conversation.Utterances[i];
            if (utterance.Start is not { } start) continue;

            var silence = start - Latest(ended);
            var overlap = Smaller(Latest(ended.Where(e => e.Key != utterance.Speaker)), utterance.End) - start;
            if (silence >= longest) pauses[i] = silence;
            else if (overlap >= thresholds.OverlapSeconds) pauses[i] = -overlap;
            ended[utterance.Speaker] = Math.Max(utterance.End ?? start, ended.GetValueOrDefault(utterance.Speaker, start));
        }

        return pauses;
    }

    // An utterance that is over before the other's ends overlaps only as long as it lasts.
    private static double? Smaller(double? others, double? own) => own < others ? own : others;

    private static double? Latest(IEnumerable<KeyValuePair<Speaker, double>> ended) => ended.Select(e => (double?)e.Value).Max();
}
