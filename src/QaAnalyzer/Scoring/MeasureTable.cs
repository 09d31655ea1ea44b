using System.Collections.Frozen;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.Scoring;

/// <summary>The measures a rubric needs, computed once per conversation.</summary>
internal sealed class MeasureTable
{
    private static readonly FrozenSet<string> Nothing = [];

    private readonly Dictionary<string, Measure> _byId;

    public MeasureTable(IReadOnlyList<IMeasure> needed, AnalysisContext context, IReadOnlyCollection<string> lostTags, Doubts doubts)
    {
        _byId = new(needed.Count, StringComparer.Ordinal);
        foreach (var measure in needed)
        {
            _byId.Add(measure.Id, lostTags.Count > 0 && measure.Tags.Any(lostTags.Contains)
                ? Measure.Absent(measure.Id, new("检测程序出错，无法计算", "a detector failed, so this cannot be computed"))
                : doubts.Judge(measure, context));
        }

        Lost = lostTags.Count == 0 ? Nothing : needed.Where(m => m.Tags.Any(lostTags.Contains)).Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Measures that a failed detector took away.</summary>
    public IReadOnlySet<string> Lost { get; }

    public IReadOnlyList<Measure> All => [.. _byId.Values];

    public Measure this[string id] => _byId[id];

    public bool Hold(IReadOnlyList<Condition> conditions)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Holds(this[condition.Measure].Value)) return false;
        }

        return true;
    }

    /// <summary>Every measure that some rule or condition of the rubric reads, in the order of the catalogue.</summary>
    public static IReadOnlyList<IMeasure> NeededBy(Rubric rubric)
    {
        var ids = rubric.Criteria
            .SelectMany(c => c.AppliesWhen.Select(w => w.Measure).Concat(c.Rules.SelectMany(r => r.Measures)))
            .Concat(rubric.AutoFails.Select(f => f.When.Measure))
            .ToHashSet(StringComparer.Ordinal);
        return [.. MeasureCatalogue.All.Where(m => ids.Contains(m.Id))];
    }
}
