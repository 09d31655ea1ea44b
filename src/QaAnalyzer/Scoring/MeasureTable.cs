using System.Collections.Frozen;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.Scoring;

/// <summary>The measures a rubric needs, computed once per conversation.</summary>
internal sealed class MeasureTable
{
    private static readonly FrozenSet<string> Nothing = [];

    private readonly NeededMeasures _needed;
    private readonly Measure[] _all;

    /// <param name="needed">Those that the rubric reads.</param>
    /// <param name="context">What is measured.</param>
    /// <param name="lostTags">Tags of detectors that failed.</param>
    /// <param name="doubts">What the conversation's flags take away.</param>
    public MeasureTable(NeededMeasures needed, AnalysisContext context, IReadOnlyCollection<string> lostTags, Doubts doubts)
    {
        _needed = needed;
        _all = new Measure[needed.Places.Count];
        for (var i = 0; i < _all.Length; i++)
        {
            var measure = MeasureCatalogue.All[needed.Places[i]];
            _all[i] = lostTags.Count > 0 && measure.Tags.Any(lostTags.Contains)
                ? Measure.Absent(measure.Id, new("检测程序出错，无法计算", "a detector failed, so this cannot be computed"))
                : doubts.Judge(needed.Places[i], context);
        }

        Lost = lostTags.Count == 0
            ? Nothing
            : needed.Places.Select(place => MeasureCatalogue.All[place]).Where(m => m.Tags.Any(lostTags.Contains)).Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Measures that a failed detector took away.</summary>
    public IReadOnlySet<string> Lost { get; }

    public IReadOnlyList<Measure> All => _all;

    public Measure this[string id] => this[MeasureCatalogue.PlaceOf(id)];

    /// <summary>The measure at a place of the catalogue; one of those that are needed.</summary>
    public Measure this[int place] => _all[_needed.IndexOf(place)];

    public bool Hold(IReadOnlyList<Condition> conditions)
    {
        for (var i = 0; i < conditions.Count; i++)
        {
            if (!conditions[i].Holds(this[conditions[i].Place].Value)) return false;
        }

        return true;
    }
}
