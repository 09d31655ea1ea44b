namespace QaAnalyzer.Learning.Moods;

/// <summary>An utterance from which on the customer's mood is clearly another.</summary>
/// <param name="Utterance">Index in the conversation.</param>
/// <param name="Before">Mean level of the utterances before it.</param>
/// <param name="After">Mean level from it on.</param>
public sealed record MoodTurn(int Utterance, double Before, double After)
{
    /// <summary>Customer utterances that are looked at on each side: one angry word is no turn.</summary>
    internal const int Window = 3;

    private const int LeastBeside = 2;

    /// <summary>A quarter of the way from all dissatisfied to all satisfied.</summary>
    internal const double Clear = 0.5;

    public bool IsRise => After > Before;

    /// <summary>
    /// The places where the means of up to three utterances on both sides differ most, the clearest first; places nearer to one that was
    /// taken than the window are left out.
    /// </summary>
    public static IReadOnlyList<MoodTurn> Of(IReadOnlyList<UtteranceMood> moods)
    {
        var taken = new List<int>();
        var candidates = Enumerable.Range(0, moods.Count)
            .Where(i => i >= LeastBeside && moods.Count - i >= LeastBeside)
            .Select(i => (At: i, Turn: At(moods, i)))
            .Where(c => Math.Abs(c.Turn.After - c.Turn.Before) >= Clear)
            .OrderByDescending(c => Math.Abs(c.Turn.After - c.Turn.Before))
            .ThenBy(c => c.At);
        var turns = new List<MoodTurn>();
        foreach (var (at, turn) in candidates)
        {
            if (taken.Exists(t => Math.Abs(t - at) < Window)) continue;
            taken.Add(at);
            turns.Add(turn);
        }

        return [.. turns.OrderBy(t => t.Utterance)];
    }

    private static MoodTurn At(IReadOnlyList<UtteranceMood> moods, int at) => new(
        moods[at].Utterance,
        Mean(moods, Math.Max(0, at - Window), at),
        Mean(moods, at, Math.Min(moods.Count, at + Window)));

    private static double Mean(IReadOnlyList<UtteranceMood> moods, int from, int to)
    {
        var sum = 0.0;
        for (var i = from; i < to; i++) sum += moods[i].Level;
        return Math.Round(sum / (to - from), 4);
    }
}
