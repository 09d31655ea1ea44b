using QaAnalyzer.Learning.Moods;

namespace QaAnalyzer.App.Pages.Screens;

/// <summary>
/// The customer's mood on a line under the time axis: place and shape of a mark tell the mood, colour only repeats it. Places are of the
/// whole length, 0–1000, in time where all customer utterances have one, else in order.
/// </summary>
internal sealed record MoodStrip(IReadOnlyList<MoodStrip.Mark> Marks, IReadOnlyList<MoodTurn> Turns)
{
    public const double Height = 36;

    private const double Width = 1000;
    private const double Edge = 8;

    /// <param name="Mood">The utterance's mood.</param>
    /// <param name="X">From the left.</param>
    /// <param name="Turn">Set where the conversation turns.</param>
    public sealed record Mark(UtteranceMood Mood, double X, MoodTurn? Turn)
    {
        /// <summary>Satisfied is above, dissatisfied below.</summary>
        public double Y => Mood.Mood switch
        {
            Learning.Moods.Mood.Satisfied => 9,
            Learning.Moods.Mood.Dissatisfied => 27,
            _ => 18,
        };

        /// <summary>The key of the mood's name.</summary>
        public string Key => Mood.Mood.ToString().ToLowerInvariant();
    }

    /// <summary>Null when there are too few utterances for a line.</summary>
    public static MoodStrip? Of(TranscriptView transcript)
    {
        var moods = transcript.Moods.Moods;
        if (moods.Count < 2) return null;
        var turns = transcript.Moods.Turns.ToDictionary(t => t.Utterance);
        var shares = Times(transcript, moods) ?? [.. moods.Select((_, i) => i / (moods.Count - 1.0))];
        return new(
            [.. moods.Select((m, i) => new Mark(m, Edge + (shares[i] * (Width - (2 * Edge))), turns.GetValueOrDefault(m.Utterance)))],
            transcript.Moods.Turns);
    }

    private static double[]? Times(TranscriptView transcript, IReadOnlyList<UtteranceMood> moods)
    {
        if (TimeAxis.Of(transcript) is not { } axis) return null;
        var first = axis.Bars.Min(b => b.Start);
        var starts = moods.Select(m => transcript.Conversation.Utterances[m.Utterance].Start).ToArray();
        return starts.Contains(null) ? null : [.. starts.Select(s => Math.Clamp((s!.Value - first) / axis.Seconds, 0, 1))];
    }
}
