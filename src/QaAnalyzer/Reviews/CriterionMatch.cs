using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Reviews;

/// <summary>Past scores name a criterion and no form: they count under every form that has it, by id or by name in either language.</summary>
internal static class CriterionMatch
{
    public static IReadOnlyList<(string Rubric, string Criterion)> Find(IReadOnlyList<Rubric> forms, string criterion) =>
        [.. forms.SelectMany(f => f.Criteria.Where(c => Is(c, criterion)).Take(1), (f, c) => (f.Id, c.Id))];

    public static string Unknown(IReadOnlyList<Rubric> forms, string criterion) => forms.Count == 0
        ? $"expected a form for the criterion \"{criterion}\", got none; name it with --rubric"
        : $"expected a criterion of {string.Join(" or ", forms.Select(f => f.Id))}, got \"{criterion}\"; name another form with --rubric";

    private static bool Is(Criterion criterion, string text) =>
        criterion.Id == text || criterion.Name.Zh == text || string.Equals(criterion.Name.En, text, StringComparison.OrdinalIgnoreCase);
}
