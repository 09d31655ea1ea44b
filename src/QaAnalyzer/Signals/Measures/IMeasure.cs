namespace QaAnalyzer.Signals.Measures;

/// <summary>A way to get one number from a conversation and its signals. Pure.</summary>
public interface IMeasure
{
    /// <summary>Kebab-case id that ends with the unit or kind: <c>-seconds</c>, <c>-share</c>, <c>-count</c>.</summary>
    string Id { get; }

    /// <summary>Tags it counts; when their detector failed, the measure is absent.</summary>
    IReadOnlyCollection<string> Tags { get; }

    Measure Compute(AnalysisContext context);
}
