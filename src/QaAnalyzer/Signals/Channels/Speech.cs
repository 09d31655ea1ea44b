using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Channels;

/// <summary>Timed speech of one side of a call, by start.</summary>
internal static class Speech
{
    public static List<Utterance> Of(Conversation conversation, Speaker speaker) =>
        [.. conversation.Utterances.Where(u => u.Speaker == speaker && u is { Start: not null, End: not null })];

    public static double Seconds(IEnumerable<Utterance> speech) => speech.Sum(u => u.End!.Value - u.Start!.Value);

    /// <summary>Seconds during which both sides speak when the second is moved by a shift; both lists by start.</summary>
    public static double Together(List<Utterance> one, List<Utterance> other, double shift = 0)
    {
        double together = 0;
        var first = 0;
        foreach (var utterance in one)
        {
            var (start, end) = (utterance.Start!.Value - shift, utterance.End!.Value - shift);
            while (first < other.Count && other[first].End <= start) first++;
            for (var i = first; i < other.Count && other[i].Start < end; i++)
                together += Math.Max(0, Math.Min(end, other[i].End!.Value) - Math.Max(start, other[i].Start!.Value));
        }

        return together;
    }
}
