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
                var start = $"{rubric}\t{criterion.Criterion}";
                foreach (var (name, figures) in Comparisons(criterion).Where(c => c.Figures.Count > 0)) output.WriteLine($"{start}\t{name}\t{Row(figures)}");
                if (criterion.Anchoring is { } anchoring) output.WriteLine($"{start}\tanchoring\t-\t{Show(anchoring)}");
                if (criterion.IsPrevalent) output.WriteLine($"{start}\tprevalence\t-\tscore {criterion.Commonest.Score}: {Number(criterion.Commonest.Share)}; read gwet-ac2");
            }
        }

        output.WriteLine();
        output.WriteLine("rubric\tevaluator\tscores\tleniency");
        foreach (var (rubric, report) in reports)
            foreach (var (evaluator, scores, points) in report.Leniency.Evaluators) output.WriteLine($"{rubric}\t{evaluator}\t{scores}\t{Show(points)}");
        if (!reports.Any(r => r.Report.Agents.Count > 0)) return;

        output.WriteLine();
        output.WriteLine("rubric\tagent\tconversations\traw\tleniency-free");
        foreach (var (rubric, report) in reports)
            foreach (var agent in report.Agents)
                output.WriteLine($"{rubric}\t{agent.AgentId}\t{agent.Conversations}\t{Number(agent.Raw)}\t{Number(agent.LeniencyFree)}");
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
                x => new
                {
                    N = x.Figures.Count,
                    TooFew = !x.Figures.IsEnough,
                    Figures = x.Figures.Estimates.ToDictionary(e => StatisticName.Of(e.Key), e => e.Value, StringComparer.Ordinal),
                },
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

    private static string Show(Estimate e) => $"{Number(e.Value)} [{Number(e.Low)}, {Number(e.High)}]";

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
