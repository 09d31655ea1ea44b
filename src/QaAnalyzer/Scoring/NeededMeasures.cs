using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.Scoring;

/// <summary>The measures that some rule or condition of a rubric reads, in the order of the catalogue. Immutable and shared.</summary>
internal sealed class NeededMeasures
{
    private readonly int[] _indexes = new int[MeasureCatalogue.All.Count];

    public NeededMeasures(Rubric rubric)
    {
        var ids = rubric.Criteria
            .SelectMany(c => c.AppliesWhen.Select(w => w.Measure).Concat(c.Rules.SelectMany(r => r.Measures)))
            .Concat(rubric.AutoFails.Select(f => f.When.Measure))
            .ToHashSet(StringComparer.Ordinal);
        Places = [.. MeasureCatalogue.All.Index().Where(m => ids.Contains(m.Item.Id)).Select(m => m.Index)];
        for (var i = 0; i < Places.Count; i++) _indexes[Places[i]] = i;
    }

    /// <summary>Places in the catalogue.</summary>
    public IReadOnlyList<int> Places { get; }

    /// <summary>Which of <see cref="Places"/> this place is; one of them.</summary>
    public int IndexOf(int place) => _indexes[place];
}
