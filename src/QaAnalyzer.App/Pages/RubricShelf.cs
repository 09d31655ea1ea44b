using QaAnalyzer.Rubrics;

namespace QaAnalyzer.App.Pages;

/// <summary>The published rubrics and which of them are in use.</summary>
internal sealed class RubricShelf
{
    private readonly RubricCatalog _catalog;

    /// <exception cref="ArgumentException">No active rubric, or one that is not published.</exception>
    public RubricShelf(RubricCatalog catalog, IReadOnlyList<string> active)
    {
        _catalog = catalog;
        Active = [.. active.Select(id => Find(id) ?? throw new ArgumentException(
            $"rubric \"{id}\" is set active but not published; published: {string.Join(", ", catalog.All.Select(r => r.Id))}", nameof(active)))];
        if (Active.Count == 0) throw new ArgumentException("no rubric is active; name at least one", nameof(active));
    }

    /// <summary>The default one first.</summary>
    public IReadOnlyList<Rubric> Active { get; }

    public IReadOnlyCollection<Rubric> Published => _catalog.All;

    public IReadOnlyList<string> ActiveIds => [.. Active.Select(r => r.Id)];

    public Rubric? Find(string? id) => id is null ? null : _catalog.Find(id);
}
