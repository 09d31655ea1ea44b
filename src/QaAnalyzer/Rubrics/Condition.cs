using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.Rubrics;

/// <summary>A comparison of one measure with a number, for example <c>negative-emotion-count &gt;= 1</c>.</summary>
public sealed record Condition(string Measure, Comparison Comparison, double Value)
{
    /// <summary>Place of the measure in the catalogue; -1 for an unknown one, which no rubric passes with.</summary>
    internal int Place { get; } = MeasureCatalogue.PlaceOf(Measure);

    /// <summary>False when the measure is absent: what is not known cannot decide.</summary>
    public bool Holds(double? measured) => measured is { } value && Comparison switch
    {
        Comparison.Less => value < Value,
        Comparison.AtMost => value <= Value,
        Comparison.Equal => value == Value,
        Comparison.AtLeast => value >= Value,
        Comparison.Greater => value > Value,
        _ => throw new InvalidOperationException($"comparison {Comparison}"),
    };
}

public enum Comparison
{
    Less,
    AtMost,
    Equal,
    AtLeast,
    Greater,
}
