using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Scoring;

/// <summary>All items present is a 5, none a 1, in between by the share of weight.</summary>
internal static class ChecklistScoring
{
    public static RuleOutcome Score(ChecklistRule rule, MeasureTable measures)
    {
        var deciding = new List<Measure>(rule.Items.Count);
        List<ChecklistItem> present = [], missing = [];
        double earned = 0, possible = 0;
        foreach (var item in rule.Items)
        {
            var measure = measures[item.Place];
            deciding.Add(measure);
            if (measure.Value is not { } value) continue;
            possible += item.Weight;
            if (value > 0) earned += item.Weight;
            (value > 0 ? present : missing).Add(item);
        }

        if (present.Count + missing.Count == 0) return new(null, deciding[0].Sentence, deciding);
        return new(1 + (4 * (earned / possible)), Sentence.Join([Listed(present, "有：", "there: "), Listed(missing, "缺：", "missing: ")]), deciding);
    }

    private static Sentence Listed(List<ChecklistItem> items, string zh, string en) => items.Count == 0
        ? Sentence.Empty
        : new(zh + string.Join('、', items.Select(i => i.Name.Zh)), en + string.Join(", ", items.Select(i => i.Name.En)));
}
