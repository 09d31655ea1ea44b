using QaAnalyzer.Conversations;
using QaAnalyzer.Data;

namespace QaAnalyzer.Rubrics;

/// <summary>Reads the rules of a criterion: <c>scale</c>, <c>checklist</c> or <c>points</c>.</summary>
internal static class RuleFile
{
    public static ScoreRule? Read(YamlValue rule)
    {
        if (rule["scale"].Exists) return Scale(rule);
        if (rule["checklist"].Exists) return Checklist(rule);
        if (rule["points"].Exists) return Points(rule);
        rule.Complain("a rule that is none of scale, checklist, points", "Name one of the three; data/rubrics/README.md describes them");
        return null;
    }

    private static ScaleRule Scale(YamlValue rule)
    {
        rule.AllowOnly("scale", "lower-is-better", "limits", "chat", "call", "email");
        var limits = new Dictionary<Channel, IReadOnlyDictionary<int, double>>();
        foreach (var channel in Enum.GetValues<Channel>())
        {
            var own = rule[channel.ToString().ToLowerInvariant()];
            var used = own.Exists ? own : rule["limits"];
            if (used.Exists) limits[channel] = Limits(used);
        }

        if (limits.Count == 0) rule.Complain("a scale without limits", "Add `limits: {5: …, 3: …, 1: …}` or one per channel (chat, call, email)");
        return new(rule["scale"].Text("a measure id"), rule["lower-is-better"].OptionalText() == "true", limits);
    }

    private static Dictionary<int, double> Limits(YamlValue value)
    {
        var limits = new Dictionary<int, double>();
        foreach (var (key, limit) in value.Entries())
        {
            if (int.TryParse(key, out var score) && score is >= 2 and <= 5) limits[score] = limit.Number("a limit");
            else limit.Complain($"a limit for score \"{key}\"", "Limits are for the scores 5, 4, 3 and 2; what misses them all is a 1");
        }

        return limits;
    }

    private static ChecklistRule Checklist(YamlValue rule)
    {
        rule.AllowOnly("checklist");
        return new([.. rule["checklist"].Items().Select(Item)]);
    }

    private static ChecklistItem Item(YamlValue item)
    {
        item.AllowOnly("measure", "weight", "name");
        return new(item["measure"].Text("a measure id"), item["weight"].Exists ? item["weight"].Number("a weight") : 1, item["name"].Sentence("the item's name"));
    }

    private static PointsRule Points(YamlValue rule)
    {
        rule.AllowOnly("points");
        var points = rule["points"];
        points.AllowOnly("start", "steps");
        return new(points["start"].Number("a start score"), [.. points["steps"].Items().Select(Step)]);
    }

    private static PointsStep Step(YamlValue step)
    {
        step.AllowOnly("when", "add", "per", "times", "at-most", "at-least", "say");
        var per = step["per"].Exists;
        if (per == step["when"].Exists) step.Complain("a step needs either `when` or `per`", "Use `when: condition` to add once, `per: measure` to add for each");
        if (!step["add"].Exists && !step["at-most"].Exists && !step["at-least"].Exists) step.Complain("a step without effect", "Give it `add`, `at-most` or `at-least`");
        return new(
            ConditionSyntax.ReadAll(per ? step["per"] : step["when"]),
            step["add"].Exists ? step["add"].Number("points to add") : 0,
            step["at-most"].Exists ? step["at-most"].Number("a ceiling") : null,
            step["at-least"].Exists ? step["at-least"].Number("a floor") : null,
            per,
            step["times"].Exists ? (int)step["times"].Number("how many times at most") : int.MaxValue,
            step["say"].Exists ? step["say"].Sentence("what to say") : null);
    }
}
