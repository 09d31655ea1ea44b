namespace QaAnalyzer.Signals.Measures;

/// <summary>A measure whose arithmetic is one function.</summary>
internal sealed class ComputedMeasure(string id, IReadOnlyCollection<string> tags, Func<string, AnalysisContext, Measure> compute) : IMeasure
{
    public string Id => id;

    public IReadOnlyCollection<string> Tags => tags;

    public Measure Compute(AnalysisContext context) => compute(id, context);
}
