namespace QaAnalyzer;

/// <summary>Rows of work (a conversation under a rubric) that were analysed and that failed.</summary>
public readonly record struct RunCounts(long Analysed, long Failed)
{
    public static RunCounts operator +(RunCounts a, RunCounts b) => new(a.Analysed + b.Analysed, a.Failed + b.Failed);
}
