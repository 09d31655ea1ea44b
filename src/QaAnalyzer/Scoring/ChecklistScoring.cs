using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Scoring;

/// <summary>All items present is a 5, none a 1, in between by the share of weight.</summary>
internal static class ChecklistScoring
{
    public static RuleOutcome Score(ChecklistRule rule, MeasureTable measures)
    {
        var deciding = rule.Items.Select(i => measures[i.Measure]).ToList();
        var known = rule.Items.Where(i => measures[i.Measure].Value is not null).ToList();
        if (known.Count == 0) return new(null, deciding[0].Sentence, deciding);

        var present = known.Where(i => measures[i.Measure].Value > 0).ToList();
        var missing = known.Except(present).ToList();
        var share = present.Sum(i => i.Weight) / known.Sum(i => i.Weight);
        return new(1 + (4 * share), Sentence.Join([Listed(present, "有：", "there: "), Listed(missing, "缺：", "missing: ")]), deciding);
    }

    private static Sentence Listed(List<ChecklistItem> items, string zh, string en) => items.Count == 0
        ? Sentence.Empty
        : new(zh + string.Join('、', items.Select(i => i.Name.Zh)), en + string.Join(", ", items.Select(i => i.Name.En)));
}
