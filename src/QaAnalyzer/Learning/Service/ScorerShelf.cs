using System.Collections.Concurrent;
using QaAnalyzer.Data;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Learning.Service;

/// <summary>The scorers in service, read from the database when a run begins and kept while their settings stay the same.</summary>
public sealed class ScorerShelf(ScorerStore store)
{
    private readonly ConcurrentDictionary<string, LearnedScorer> _kept = new(StringComparer.Ordinal);

    /// <summary>By rubric id. One that does not fit this program or its tagger stays silent; the next learning run replaces it.</summary>
    public async Task<Dictionary<string, LearnedScorer>> InServiceAsync(IEnumerable<Rubric> rubrics, string? tagger, CancellationToken cancel = default)
    {
        var found = new Dictionary<string, LearnedScorer>(StringComparer.Ordinal);
        foreach (var rubric in rubrics)
        {
            if (await FindAsync(rubric, tagger, cancel) is { } scorer) found[rubric.Id] = scorer;
        }

        return found;
    }

    public async Task<LearnedScorer?> FindAsync(Rubric rubric, string? tagger, CancellationToken cancel = default)
    {
        if (await store.ActiveAsync(rubric.Id, cancel) is not { } active || await store.SettingsAsync(active.Id, cancel: cancel) is not { } settings) return null;
        if (!_kept.TryGetValue(settings.Name, out var scorer))
        {
            if (await LoadAsync(active.Id, cancel) is not { } loaded) return null;
            foreach (var old in _kept.Keys.Where(k => k.StartsWith(rubric.Family + "-scorer.", StringComparison.Ordinal))) _kept.TryRemove(old, out _);
            _kept[settings.Name] = scorer = loaded.InService(settings);
        }

        return scorer.Mismatch(rubric, tagger) is null ? scorer : null;
    }

    /// <summary>As trained; null when this program cannot read it.</summary>
    internal async Task<LearnedScorer?> LoadAsync(string id, CancellationToken cancel)
    {
        try
        {
            return LearnedScorer.Parse(id, await store.FileAsync(id, cancel));
        }
        catch (ModelException)
        {
            return null;
        }
    }
}
