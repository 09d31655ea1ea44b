using QaAnalyzer.Data;
using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.Rubrics;

/// <summary>What a rubric may say and still be wrong: unknown measures, weights, limits out of order, missing anchors, doubled facts.</summary>
internal static class RubricLint
{
    private const double WeightTolerance = 0.01;
    private static readonly int[] NeededAnchors = [5, 3, 1];

    /// <summary>Notes a complaint in the file for everything that is wrong.</summary>
    public static void Check(YamlFile file, Rubric rubric)
    {
        var root = file.Root;
        CheckWeights(root, rubric);
        CheckGrades(root, rubric);
        CheckIds(root);
        foreach (var condition in root["auto-fail"].Items().Select(f => f["when"]).Where(w => w.Exists)) CheckMeasure(condition, ConditionSyntax.Read(condition).Measure);
        var lines = CriterionLines(root).ToList();
        foreach (var (line, criterion) in lines.Zip(rubric.Criteria)) CheckCriterion(line, criterion);
        CheckDoubledFacts(lines, rubric);
    }

    private static IEnumerable<YamlValue> CriterionLines(YamlValue root) => root["dimensions"].Items().SelectMany(d => d["criteria"].Items());

    private static void CheckWeights(YamlValue root, Rubric rubric)
    {
        if (rubric.Dimensions.Count == 0)
        {
            root.Complain("no dimensions", "Add `dimensions:` with at least one dimension and its criteria");
            return;
        }

        var sum = rubric.Dimensions.Sum(d => d.Weight);
        if (Math.Abs(sum - 100) > WeightTolerance) root["dimensions"].Complain($"the dimensions' weights sum to {sum:0.##}, not 100", "Change the weights so that they sum to 100");
        foreach (var (line, criterion) in CriterionLines(root).Zip(rubric.Criteria))
        {
            if (criterion.Weight <= 0) line["weight"].Complain($"criterion {criterion.Id} has weight {criterion.Weight}", "Weights are above 0");
        }
    }

    private static void CheckGrades(YamlValue root, Rubric rubric)
    {
        var grades = rubric.Total.Grades;
        var line = root["total"]["grades"].Exists ? root["total"]["grades"] : root["total"];
        if (grades.Count == 0) line.Complain("no grades", "List at least one grade with `id`, `name` and `from`");
        for (var i = 1; i < grades.Count; i++)
        {
            if (grades[i].From >= grades[i - 1].From) line.Complain($"grade {grades[i].Id} starts at {grades[i].From} %, not below {grades[i - 1].Id}", "List the grades from best to worst");
        }

        if (grades.Count > 0 && grades[^1].From > 0) line.Complain($"no grade for totals below {grades[^1].From} %", "Let the last grade start at 0");
    }

    private static void CheckIds(YamlValue root)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in CriterionLines(root).Concat(root["dimensions"].Items()).Select(c => c["id"]).Where(i => i.Exists))
        {
            if (!seen.Add(id.Text("an id"))) id.Complain($"id \"{id.Text("an id")}\" is used twice", "Give every dimension and criterion an id of its own");
        }
    }

    private static void CheckCriterion(YamlValue line, Criterion criterion)
    {
        foreach (var score in NeededAnchors.Where(s => !criterion.Anchors.ContainsKey(s)))
            (line["anchors"].Exists ? line["anchors"] : line).Complain($"criterion {criterion.Id} has no anchor for {score}", "Say in both languages what earns it");
        if (criterion.NotAssessable is null && !criterion.Learned && criterion.Rules.Count == 0)
            line.Complain($"criterion {criterion.Id} has neither rules nor a reason why it is not assessable", "Add `rules:`, `learned: true` or `not-assessable:`");
        if (criterion.Learned && (criterion.Rules.Count > 0 || criterion.NotAssessable is not null))
            line["learned"].Complain($"criterion {criterion.Id} is learned only and has rules or is called not assessable", "Keep one of them; a scorer learns criteria with rules as well");
        if (criterion.NotAssessable is not null && criterion.Rules.Count > 0)
            line["not-assessable"].Complain($"criterion {criterion.Id} has rules and is called not assessable", "Keep one of the two");
        foreach (var condition in line["applies-when"].Items()) CheckMeasure(condition, ConditionSyntax.Read(condition).Measure);
        foreach (var (node, rule) in line["rules"].Items().Zip(criterion.Rules)) CheckRule(node, rule);
    }

    private static void CheckRule(YamlValue node, ScoreRule rule)
    {
        foreach (var measure in rule.Measures) CheckMeasure(LineOf(node, measure), measure);
        if (rule is ScaleRule scale) CheckLimits(node, scale);
        if (rule is PointsRule { Start: < 1 or > 5 } points) node["points"]["start"].Complain($"a start score of {points.Start}", "Start between 1 and 5");
        if (rule is ChecklistRule checklist && checklist.Items.Any(i => i.Weight <= 0)) node["checklist"].Complain("an item with a weight that is not above 0", "Weights are above 0");
    }

    private static void CheckLimits(YamlValue node, ScaleRule scale)
    {
        foreach (var (channel, limits) in scale.Limits)
        {
            var line = node[channel.ToString().ToLowerInvariant()] is { Exists: true } own ? own : node["limits"];
            if (!limits.ContainsKey(5) || !limits.ContainsKey(3)) line.Complain("limits without a 5 or a 3", "Give at least the limits of 5 and 3");
            var ordered = limits.OrderByDescending(l => l.Key).Select(l => scale.LowerIsBetter ? l.Value : -l.Value).ToList();
            for (var i = 1; i < ordered.Count; i++)
            {
                if (ordered[i] <= ordered[i - 1]) line.Complain($"limits out of order for {channel.ToString().ToLowerInvariant()}", scale.LowerIsBetter ? "They must grow from 5 down to 2" : "They must fall from 5 down to 2, or set `lower-is-better: true`");
            }
        }
    }

    private static void CheckDoubledFacts(IReadOnlyList<YamlValue> lines, Rubric rubric)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (line, criterion) in lines.Zip(rubric.Criteria))
        {
            var facts = criterion.Rules.Where(r => r.Measures.Any()).Select(r => string.Join('+', r.Measures.Order(StringComparer.Ordinal))).Distinct().ToList();
            foreach (var fact in facts.Where(f => !owners.TryAdd(f, criterion.Id)))
                line.Complain($"criteria {owners[fact]} and {criterion.Id} judge the same fact ({fact})", "Merge them or give one of them another measure: one fault must not count twice");
        }
    }

    private static void CheckMeasure(YamlValue line, string measure)
    {
        if (MeasureCatalogue.Find(measure) is not null) return;
        var near = MeasureCatalogue.All.Select(m => m.Id).MinBy(id => Distance(id, measure));
        line.Complain($"unknown measure \"{measure}\"", $"Did you mean {near}? `qa rubric measures` lists all");
    }

    private static YamlValue LineOf(YamlValue node, string measure)
    {
        if (node["scale"].Exists) return node["scale"];
        if (node["checklist"].Exists) return node["checklist"].Items().FirstOrDefault(i => i["measure"].OptionalText() == measure);
        return node["points"]["steps"].Items().FirstOrDefault(s =>
            s["when"].Items().Concat(s["per"].Items()).Any(c => c.Exists && ConditionSyntax.Read(c).Measure == measure));
    }

    /// <summary>Levenshtein distance.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = row[j];
                row[j] = cost;
            }
        }

        return row[b.Length];
    }
}
