using QaAnalyzer.Agreement;

namespace QaAnalyzer.App.Pages.Agreement;

/// <summary>One statistic of all criteria: dots with intervals for the drafts, and the people among themselves as the line to reach.</summary>
/// <param name="Rows">One a criterion.</param>
/// <param name="Ticks">Values to mark on the axis.</param>
/// <param name="Low">Left end of the axis.</param>
/// <param name="High">Right end.</param>
internal sealed record AgreementChart(IReadOnlyList<AgreementChart.Row> Rows, IReadOnlyList<double> Ticks, double Low, double High)
{
    private const double Width = 1000;

    public sealed record Row(string Criterion, Estimate? Blind, Estimate? Prefilled, Estimate? People);

    public static AgreementChart Of(IReadOnlyList<CriterionAgreement> criteria, Statistic statistic)
    {
        List<Row> rows = [.. criteria.Select(c => new Row(c.Criterion, c.DraftBlind[statistic], c.DraftPrefilled[statistic], c.PeopleBlind[statistic]))];
        var shown = rows.SelectMany(r => new[] { r.Blind, r.Prefilled, r.People }).OfType<Estimate>().ToList();
        if (statistic == Statistic.MeanError)
        {
            var reach = Math.Max(1, Math.Ceiling(shown.Select(e => Math.Max(Math.Abs(e.Low), Math.Abs(e.High))).DefaultIfEmpty(1).Max() * 2) / 2);
            return new(rows, [-reach, -reach / 2, 0, reach / 2, reach], -reach, reach);
        }

        var low = Math.Min(0, Math.Floor(shown.Select(e => e.Low).DefaultIfEmpty(0).Min() * 4) / 4);
        return new(rows, [.. Enumerable.Range(0, (int)((1 - low) / 0.25) + 1).Select(i => low + (i * 0.25))], low, 1);
    }

    /// <summary>Place of a value in a picture 1,000 wide.</summary>
    public double X(double value) => (Math.Clamp(value, Low, High) - Low) / (High - Low) * Width;
}
