using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaAnalyzer.Agreement;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.App.Pages.Screens;
using QaAnalyzer.App.Texts;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.App.Pages.Agreement;

/// <summary>How far drafts and people agree, how far people agree with each other, and who is lenient.</summary>
[Authorize(Policy = Policies.Agreement)]
internal sealed class IndexModel(AgreementBoard board, RubricShelf shelf, TimeProvider clock) : PageModel
{
    private static readonly int[] Periods = [30, 90, 365];

    /// <summary>Rubric id; the first in use when absent.</summary>
    [BindProperty(SupportsGet = true, Name = "rubric")]
    public string? RubricId { get; set; }

    /// <summary>Days back from today; all time when absent.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Days { get; set; }

    /// <summary>The statistic of the chart, by its name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Figure { get; set; }

    public Rubric Rubric { get; private set; } = null!;

    public IReadOnlyList<Rubric> Rubrics { get; private set; } = [];

    public AgreementReport Report { get; private set; } = null!;

    public Statistic Statistic => Enum.GetValues<Statistic>().FirstOrDefault(s => StatisticName.Of(s) == Figure);

    public AgreementChart Chart => AgreementChart.Of(Report.Criteria, Statistic);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var reviewed = await board.RubricsAsync(cancel);
        Rubrics = [.. shelf.Active.Concat(reviewed.Select(shelf.Find).OfType<Rubric>()).DistinctBy(r => r.Id)];
        Rubric = shelf.Find(RubricId) ?? Rubrics.FirstOrDefault(r => reviewed.Contains(r.Id)) ?? Rubrics[0];
        Report = await board.ReportAsync(Rubric, From(), cancel);
    }

    public string Name(string criterion, UiText text) => Rubric.Criteria.FirstOrDefault(c => c.Id == criterion) is { } known ? text.Say(known.Name) : criterion;

    public IEnumerable<Choice> Choices(UiText text)
    {
        if (Rubrics.Count > 1) yield return new(text["filter.rubric"], "rubric", Rubric.Id, Rubrics.Select(r => (r.Id, text.Say(r.Name))), null);
        yield return new(text["agreement.period"], "days", $"{Days}", Periods.Select(d => ($"{d}", text["agreement.days", d])), text["agreement.all-time"]);
        var figures = Enum.GetValues<Statistic>().Select(StatisticName.Of);
        yield return new(text["agreement.figure"], "figure", StatisticName.Of(Statistic), figures.Select(f => (f, text.Name("statistic", f))), null);
    }

    // Whole days, so that a day's reports are worked out once.
    private DateTimeOffset? From() =>
        Days is > 0 and <= 36_500 ? new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(-Days.Value) : null;
}
