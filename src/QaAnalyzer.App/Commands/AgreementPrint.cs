using System.Globalization;
using QaAnalyzer.Agreement;

namespace QaAnalyzer.App.Commands;

/// <summary>Reports of agreement as tables and as JSON.</summary>
internal static class AgreementPrint
{
    private static readonly Statistic[] Statistics = Enum.GetValues<Statistic>();

    public static void Tables(TextWriter output, IReadOnlyList<(string Rubric, AgreementReport Report)> reports)
    {
        output.WriteLine(string.Join('\t', ["rubric", "criterion", "comparison", "n", .. Statistics.Select(StatisticName.Of)]));
        foreach (var (rubric, report) in reports)
        {
            foreach (var criterion in report.Criteria)
            {
                foreach (var (name, figures) in Comparisons(criterion).Where(c => c.Figures.Count > 0)) output.WriteLine($"{rubric}\t{criterion.Criterion}\t{name}\t{Row(figures)}");
                if (criterion.Anchoring is { } anchoring) output.WriteLine($"{rubric}\t{criterion.Criterion}\tanchoring\t-\t{Show(anchoring)}");
                if (criterion.IsPrevalent)
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rubric}\t{criterion.Criterion}\tprevalence\t-\tscore {criterion.Commonest.Score}: {criterion.Commonest.Share:0.000}; read gwet-ac2"));
            }
        }

        output.WriteLine();
        output.WriteLine("rubric\tevaluator\tscores\tleniency");
        foreach (var (rubric, report) in reports)
            foreach (var evaluator in report.Leniency.Evaluators) output.WriteLine($"{rubric}\t{evaluator.Evaluator}\t{evaluator.Scores}\t{Show(evaluator.Points)}");
        if (!reports.Any(r => r.Report.Agents.Count > 0)) return;

        output.WriteLine();
        output.WriteLine("rubric\tagent\tconversations\traw\tleniency-free");
        foreach (var (rubric, report) in reports)
            foreach (var agent in report.Agents)
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rubric}\t{agent.AgentId}\t{agent.Conversations}\t{agent.Raw:0.00}\t{agent.LeniencyFree:0.00}"));
    }

    public static object Json(string rubric, AgreementReport report) => new
    {
        Rubric = rubric.Length > 0 ? rubric : null,
        Criteria = report.Criteria.Select(c => new
        {
            c.Criterion,
            c.Conversations,
            c.Evaluators,
            Commonest = new { c.Commonest.Score, c.Commonest.Share, Warning = c.IsPrevalent },
            c.Anchoring,
            Comparisons = Comparisons(c).Where(x => x.Figures.Count > 0).ToDictionary(
                x => x.Name,
                x => new { N = x.Figures.Count, TooFew = !x.Figures.IsEnough, Figures = x.Figures.Estimates.ToDictionary(e => StatisticName.Of(e.Key), e => e.Value) },
                StringComparer.Ordinal),
        }),
        report.Leniency,
        report.Agents,
    };

    private static (string Name, AgreementFigures Figures)[] Comparisons(CriterionAgreement criterion) =>
    [
        ("draft-blind", criterion.DraftBlind),
        ("draft-prefilled", criterion.DraftPrefilled),
        ("people-blind", criterion.PeopleBlind),
        ("people-prefilled", criterion.PeoplePrefilled),
    ];

    private static string Row(AgreementFigures figures) => figures.IsEnough
        ? string.Join('\t', [figures.Count.ToString(CultureInfo.InvariantCulture), .. Statistics.Select(s => figures[s] is { } e ? Show(e) : "-")])
        : $"n = {figures.Count}, too few";

    private static string Show(Estimate e) => string.Create(CultureInfo.InvariantCulture, $"{e.Value:0.000} [{e.Low:0.000}, {e.High:0.000}]");
}
