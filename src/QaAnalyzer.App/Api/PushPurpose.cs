using QaAnalyzer.Rubrics;

namespace QaAnalyzer.App.Api;

/// <summary>Under which rubrics pushed conversations are analysed.</summary>
internal sealed class PushPurpose(RubricCatalog catalog, IReadOnlyList<string> active)
{
    private readonly IReadOnlyList<Rubric> _forms = [.. active.Select(id => AppSettings.Find(catalog, id))];

    public SavePurpose Of(string source) => new() { Source = source, Rubrics = [.. _forms.Select(r => r.Id)], Forms = _forms };
}
