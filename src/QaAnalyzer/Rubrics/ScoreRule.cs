using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.Rubrics;

/// <summary>A way from measures to a score; each kind is one small record, its arithmetic is in Scoring.</summary>
public abstract record ScoreRule
{
    /// <summary>Measures the rule reads.</summary>
    public abstract IEnumerable<string> Measures { get; }
}

/// <summary>One measure against limits: at least (or at most) the limit of a score earns that score.</summary>
/// <param name="Measure">Measure id.</param>
/// <param name="LowerIsBetter">True when the limits grow from 5 to 1, as waiting times do.</param>
/// <param name="Limits">Per channel: limit per score; missing 4 and 2 lie half-way between their neighbours.</param>
public sealed record ScaleRule(string Measure, bool LowerIsBetter, IReadOnlyDictionary<Channel, IReadOnlyDictionary<int, double>> Limits) : ScoreRule
{
    public override IEnumerable<string> Measures => [Measure];
}

/// <summary>Items that should be there: all earn 5, none 1, in between by their share of weight.</summary>
public sealed record ChecklistRule(IReadOnlyList<ChecklistItem> Items) : ScoreRule
{
    public override IEnumerable<string> Measures => Items.Select(i => i.Measure);
}

/// <summary>One item of a checklist, present when the measure is above zero.</summary>
public sealed record ChecklistItem(string Measure, double Weight, Sentence Name)
{
    /// <summary>Place of the measure in the catalogue.</summary>
    internal int Place { get; } = MeasureCatalogue.PlaceOf(Measure);
}

/// <summary>A start score with additions and deductions, kept within 1–5.</summary>
public sealed record PointsRule(double Start, IReadOnlyList<PointsStep> Steps) : ScoreRule
{
    public override IEnumerable<string> Measures { get; } = [.. Steps.SelectMany(s => s.When.Select(w => w.Measure)).Distinct(StringComparer.Ordinal)];

    /// <summary>Places of <see cref="Measures"/> in the catalogue.</summary>
    internal IReadOnlyList<int> Places { get; } = [.. Steps.SelectMany(s => s.When.Select(w => w.Place)).Distinct()];
}

/// <summary>Adds <paramref name="Add"/> (or caps or lifts the score) when all conditions hold; with <paramref name="Per"/>, once for each unit of the first measure, at most <paramref name="AtMostTimes"/>.</summary>
public sealed record PointsStep(IReadOnlyList<Condition> When, double Add, double? Ceiling, double? Floor, bool Per, int AtMostTimes, Sentence? Say);
