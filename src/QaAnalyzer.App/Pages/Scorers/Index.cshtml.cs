using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.App.Pages.Screens;
using QaAnalyzer.App.Texts;
using QaAnalyzer.Learning.Service;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.App.Pages.Scorers;

/// <summary>Who drafts each criterion and why, how sets do, and what the last learning runs did.</summary>
[Authorize(Policy = Policies.Learning)]
internal sealed class IndexModel(ScorerStore scorers, LearningLog log, RubricShelf shelf) : PageModel
{
    private const int ShownScorers = 10;
    private const int ShownSteps = 20;

    /// <summary>Rubric id; the first in use with a scorer when absent.</summary>
    [BindProperty(SupportsGet = true, Name = "rubric")]
    public string? RubricId { get; set; }

    public Rubric Rubric { get; private set; } = null!;

    /// <summary>Null while none is in service.</summary>
    public StoredScorer? Active { get; private set; }

    public ScorerSettings? Settings { get; private set; }

    public IReadOnlyList<StoredScorer> Scorers { get; private set; } = [];

    public IReadOnlyList<LearningStep> Steps { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Rubric = shelf.Find(RubricId) ?? await FirstAsync(cancel);
        Active = await scorers.ActiveAsync(Rubric.Id, cancel);
        Settings = Active is null ? null : await scorers.SettingsAsync(Active.Id, cancel: cancel);
        Scorers = await scorers.LatestAsync(Rubric.Id, ShownScorers, cancel);
        Steps = await log.LatestAsync(Rubric.Id, ShownSteps, cancel);
    }

    public string Name(string criterion, UiText text) => Rubric.Criteria.FirstOrDefault(c => c.Id == criterion) is { } known ? text.Say(known.Name) : criterion;

    public Choice Choice(UiText text) => new(text["filter.rubric"], "rubric", Rubric.Id, shelf.Active.Append(Rubric).DistinctBy(r => r.Id).Select(r => (r.Id, text.Say(r.Name))), null);

    private async Task<Rubric> FirstAsync(CancellationToken cancel)
    {
        foreach (var rubric in shelf.Active)
        {
            if (await scorers.NewestAsync(rubric.Id, cancel) is not null) return rubric;
        }

        return shelf.Active[0];
    }
}
