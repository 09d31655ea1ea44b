using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.App.Pages.Screens;
using QaAnalyzer.App.Texts;
using QaAnalyzer.Jobs;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Pages.Jobs;

/// <summary>What runs, what ran, what waits and what failed, and the hands to act on it. Leads read, operations act.</summary>
[Authorize(Policy = Policies.Jobs)]
internal sealed class IndexModel(
    JobsBoard board, RunDesk desk, RunStore runs, RunControl control, NodeStore nodes, NightReports reports, Workload load, Rereader rereader,
    RubricShelf shelf, WebHostSettings settings, UiText text) : PageModel
{
    private const int ShownRuns = 30;
    private const int ShownRecords = 50;
    private const int ShownActions = 20;

    /// <summary>The run whose records are shown; null shows the newest of all.</summary>
    public long? Run { get; private set; }

    /// <summary>What came of the last deed.</summary>
    [TempData]
    public string? Done { get; set; }

    /// <summary>Why the last deed was not done.</summary>
    [TempData]
    public string? Refused { get; set; }

    public bool CanAct => User.IsInRole(Roles.Operations);

    public bool CanStart => board.CanStart;

    public string? Dashboard => board.Dashboard;

    public LiveView Live { get; private set; } = null!;

    public IReadOnlyList<JobLine> Lines { get; private set; } = [];

    public IReadOnlyList<RunRow> Runs { get; private set; } = [];

    public IReadOnlyList<FailureGroup> Failures { get; private set; } = [];

    public IReadOnlyList<NodeRow> Nodes { get; private set; } = [];

    public IReadOnlyList<NightReport> Reports { get; private set; } = [];

    public IReadOnlyList<QuarantineRow> Quarantined { get; private set; } = [];

    public IReadOnlyList<RunAction> Actions { get; private set; } = [];

    /// <summary>All that are published: analyses under a version of before can be made anew as well.</summary>
    public Choice RubricChoice =>
        new(text["filter.rubric"], "rubric", null, shelf.Published.Select(r => (r.Id, $"{text.Say(r.Name)} · {r.Id}")), text["rerun.all-rubrics"]);

    public async Task OnGetAsync(long? run, CancellationToken cancel)
    {
        Run = run;
        Live = await board.LiveAsync(CanAct, cancel);
        Lines = await board.LinesAsync(cancel);
        Runs = await runs.LatestAsync(ShownRuns, cancel);
        Failures = await load.FailuresAsync(cancel);
        Nodes = await nodes.ListAsync(cancel);
        Reports = await reports.LatestAsync(shelf.Active.Count, cancel);
        Quarantined = await runs.QuarantinedAsync(run, ShownRecords, cancel);
        Actions = await control.LatestAsync(ShownActions, cancel);
    }

    /// <summary>The part that changes, for the script that asks for it every few seconds.</summary>
    public async Task<IActionResult> OnGetLiveAsync(CancellationToken cancel) => Partial("_Live", await board.LiveAsync(CanAct, cancel));

    public Task<IActionResult> OnPostRunAsync(string action, long run, string? reason, CancellationToken cancel) =>
        action is RunAction.Pause or RunAction.Resume or RunAction.Cancel
            ? DoAsync(reason, person => desk.TellRunAsync(action, run, person, cancel))
            : Task.FromResult<IActionResult>(BadRequest());

    public async Task<IActionResult> OnPostJobAsync(string action, string job, string? reason, CancellationToken cancel)
    {
        if (board.Find(job) is not { } found) return NotFound();
        return action switch
        {
            RunAction.Pause or RunAction.Resume => await DoAsync(reason, person => desk.TellJobAsync(action, found, person, cancel)),
            RunAction.Start when CanStart => await DoAsync(text["jobs.by-hand"], person => StartAsync(found, person, cancel)),
            _ => BadRequest(),
        };
    }

    public Task<IActionResult> OnPostRetryAsync(string error, string? reason, CancellationToken cancel) =>
        DoAsync(reason, person => RerunAsync(new() { Error = error }, person, cancel));

    public Task<IActionResult> OnPostRetryOneAsync(long conversation, string rubric, CancellationToken cancel) => DoAsync(text["jobs.by-hand"], async person =>
    {
        if (!await load.RetryAsync(conversation, rubric, cancel)) return new("它已不在失败之列", "it is not among the failures any more");
        var details = string.Create(CultureInfo.InvariantCulture, $"conversation={conversation} rubric={rubric}");
        await control.AddAsync(new() { Action = RunAction.Retry, Reason = person.Reason, ByWhom = person.Name, Details = details }, cancel);
        await StartIfThereAsync("intake", cancel);
        return null;
    });

    public Task<IActionResult> OnPostRerunAsync(
        string? rubric, DateOnly? from, DateOnly? until, string? queue, double? perSecond, string? reason, CancellationToken cancel) =>
        DoAsync(reason, person => RerunAsync(
            new()
            {
                Rubric = string.IsNullOrEmpty(rubric) ? null : rubric,
                FromTime = from is { } first ? SiteDay.StartOf(first, settings.Zone) : null,
                UntilTime = until is { } last ? SiteDay.StartOf(last.AddDays(1), settings.Zone) : null,
                Queue = string.IsNullOrWhiteSpace(queue) ? null : queue.Trim(),
                PerSecond = perSecond,
            },
            person,
            cancel));

    public async Task<IActionResult> OnPostRereadAsync(long record, CancellationToken cancel)
    {
        if (!CanAct) return Forbid();
        var outcome = await rereader.TryAsync(record, shelf.Active, new(User.Name(), text["jobs.by-hand"]), cancel);
        if (outcome.Accepted) Done = text["jobs.reread-said", text.Say(outcome.Said)];
        else Refused = text["jobs.reread-said", text.Say(outcome.Said)];
        return LocalRedirect("/jobs#quarantine");
    }

    private async Task<IActionResult> DoAsync(string? reason, Func<Person, Task<Sentence?>> deed)
    {
        if (!CanAct) return Forbid();
        if (await deed(new(User.Name(), reason?.Trim() ?? "")) is { } refusal) Refused = text["jobs.refused", text.Say(refusal)];
        else Done = text["jobs.done"];
        return LocalRedirect("/jobs");
    }

    private async Task<Sentence?> StartAsync(Job job, Person person, CancellationToken cancel)
    {
        if (await control.PauseOfAsync(job.Name, cancel) is not null) return new($"{job.Title.Zh}已暂停，请先恢复", $"{job.Name} is paused: resume it first");
        await control.AddAsync(new() { Job = job.Name, Action = RunAction.Start, Reason = person.Reason, ByWhom = person.Name }, cancel);
        await board.StartAsync(job, cancel);
        return null;
    }

    private async Task<Sentence?> RerunAsync(RerunChoice choice, Person person, CancellationToken cancel)
    {
        if (await desk.RerunAsync(choice, person, cancel) is { } refusal) return refusal;
        await StartIfThereAsync("reruns", cancel);
        return null;
    }

    // Not needed for it to be done, only for it to be done at once: both jobs come round by themselves.
    private Task StartIfThereAsync(string job, CancellationToken cancel) => board.Find(job) is { } found ? board.StartAsync(found, cancel) : Task.CompletedTask;
}
