using System.Collections.Frozen;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.Scoring;

/// <summary>The measures a rubric needs, computed once per conversation.</summary>
internal sealed class MeasureTable
{
    private static readonly FrozenSet<string> Nothing = [];

    private readonly Measure?[] _byPlace = new Measure?[MeasureCatalogue.All.Count];

    /// <param name="needed">Places in the catalogue, in its order.</param>
    /// <param name="context">What is measured.</param>
    /// <param name="lostTags">Tags of detectors that failed.</param>
    /// <param name="doubts">What the conversation's flags take away.</param>
    public MeasureTable(IReadOnlyList<int> needed, AnalysisContext context, IReadOnlyCollection<string> lostTags, Doubts doubts)
    {
        var all = new Measure[needed.Count];
        for (var i = 0; i < all.Length; i++)
        {
            var measure = MeasureCatalogue.All[needed[i]];
            all[i] = _byPlace[needed[i]] = lostTags.Count > 0 && measure.Tags.Any(lostTags.Contains)
                ? Measure.Absent(measure.Id, new("检测程序出错，无法计算", "a detector failed, so this cannot be computed"))
                : doubts.Judge(needed[i], context);
        }

        All = all;
        Lost = lostTags.Count == 0
            ? Nothing
            : needed.Select(place => MeasureCatalogue.All[place]).Where(m => m.Tags.Any(lostTags.Contains)).Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Measures that a failed detector took away.</summary>
    public IReadOnlySet<string> Lost { get; }

    public IReadOnlyList<Measure> All { get; }

    public Measure this[string id] => this[MeasureCatalogue.PlaceOf(id)];

    /// <summary>The measure at a place of the catalogue; one of those that are needed.</summary>
    public Measure this[int place] => _byPlace[place]!;

    public bool Hold(IReadOnlyList<Condition> conditions)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Holds(this[condition.Place].Value)) return false;
        }

        return true;
    }

    /// <summary>Places of all measures that some rule or condition of the rubric reads, in the order of the catalogue.</summary>
    public static IReadOnlyList<int> NeededBy(Rubric rubric)
    {
        var ids = rubric.Criteria
            .SelectMany(c => c.AppliesWhen.Select(w => w.Measure).Concat(c.Rules.SelectMany(r => r.Measures)))
            .Concat(rubric.AutoFails.Select(f => f.When.Measure))
            .ToHashSet(StringComparer.Ordinal);
        return [.. MeasureCatalogue.All.Index().Where(m => ids.Contains(m.Item.Id)).Select(m => m.Index)];
    }
}
