using System.Collections.Concurrent;
using QaAnalyzer.Learning;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;

namespace QaAnalyzer;

/// <summary>The pipelines for every combination of rubrics under which some conversation waits; nearly always all of them.</summary>
internal sealed class RubricSets(
    IReadOnlyList<Rubric> rubrics, IReadOnlyList<ISignalDetector> detectors, SiteSettings? site, IReadOnlyDictionary<string, LearnedScorer> scorers)
{
    private readonly ConcurrentDictionary<string, RubricSet> _byIds = new(StringComparer.Ordinal);

    public RubricSet Of(IEnumerable<string> ids) => _byIds.GetOrAdd(string.Join(' ', ids), _ => Make([.. ids]));

    private RubricSet Make(HashSet<string> ids)
    {
        Rubric[] chosen = [.. rubrics.Where(r => ids.Contains(r.Id))];
        return new([.. chosen.Select(r => r.Id)], new(chosen, detectors, site, scorers));
    }
}

internal sealed record RubricSet(IReadOnlyList<string> Ids, AnalysisPipelines Pipelines);
