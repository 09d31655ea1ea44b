using QaAnalyzer.Conversations;

namespace QaAnalyzer.Signals.Timing;

/// <summary>Silences that the source lists within the times of one utterance: its words stand on both sides of them.</summary>
internal static class StatedSilences
{
    /// <summary>The silences between utterances and, where they touch none of these, the listed ones; in order of time.</summary>
    public static IReadOnlyList<Gap> Among(List<Gap> gaps, Conversation conversation, int[] byTime)
    {
        if (conversation.Silences is not { Count: > 0 } listed) return gaps;
        var all = new List<Gap>();
        var (gap, place, longest, end, until) = (0, 0, -1, double.NegativeInfinity, double.NegativeInfinity);
        foreach (var span in listed.Where(s => s.End > s.Start).OrderBy(s => s.Start))
        {
            for (; gap < gaps.Count && gaps[gap].From < span.Start; gap++) all.Add(gaps[gap]);
            for (; place < byTime.Length && conversation.Utterances[byTime[place]] is var said && !(said.Start > span.Start); place++)
            {
                if (said.End > end) (longest, end) = (place, said.End.Value);
            }

            var touches = (gap > 0 && gaps[gap - 1].To > span.Start) || (gap < gaps.Count && gaps[gap].From < span.End);
            if (touches || span.Start < until || !(end >= span.End)) continue;
            all.Add(new(byTime[longest], byTime[longest], span.Start, span.End, longest, longest));
            until = span.End;
        }

        all.AddRange(gaps.Skip(gap));
        return all;
    }
}
