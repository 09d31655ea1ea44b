namespace QaAnalyzer.Signals.Timing;

/// <summary>Differences of times. Transcripts give milliseconds; without rounding, the same call an hour later could be judged otherwise.</summary>
internal static class Clock
{
    public static double Between(double from, double to) => Math.Round(to - from, 3);
}
