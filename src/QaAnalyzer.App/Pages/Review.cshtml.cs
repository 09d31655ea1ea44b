using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.App.Texts;
using QaAnalyzer.Reviews;

namespace QaAnalyzer.App.Pages;

/// <summary>
/// One item of the queue. Every decision is a form post: scripts send it with <c>X-Part: form</c> and put the returned part in place, without
/// scripts the browser posts and comes back to the page.
/// </summary>
[Authorize(Policy = Policies.Review)]
internal sealed class ReviewModel(ConversationDesk conversations, ReviewDesk desk, ReviewQueue queue, UiText text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public long Key { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Rubric { get; set; }

    /// <summary>The item finished before this one.</summary>
    [BindProperty(SupportsGet = true)]
    public long? From { get; set; }

    public ConversationScreen Screen { get; private set; } = null!;

    /// <summary>Set when somebody else works on this item.</summary>
    public Lease.Taken? Taken { get; private set; }

    /// <summary>Why the last decision was not stored.</summary>
    [TempData]
    public string? Refusal { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await conversations.OpenAsync(User, Key, Rubric, cancel) is not { } screen) return NotFound();

        Screen = screen;
        if (screen.Form is { } form) Taken = await queue.LeaseAsync(Key, form.Rubric.Id, User.Name(), cancel) as Lease.Taken;
        return Page();
    }

    public Task<IActionResult> OnPostDecideAsync(string line, string? decision, int? score, string? reason, CancellationToken cancel)
    {
        var kind = decision switch
        {
            "confirm" => RequestKind.Confirm,
            "not-applicable" => RequestKind.NotApplicable,
            _ => RequestKind.Score,
        };
        return ChangeAsync(form => desk.DecideAsync(form, new(line, kind, score, reason), User.Name(), cancel), cancel);
    }

    public Task<IActionResult> OnPostUndoAsync(CancellationToken cancel) => ChangeAsync(form => desk.UndoAsync(form, User.Name(), cancel), cancel);

    public async Task<IActionResult> OnPostSkipAsync(CancellationToken cancel)
    {
        if (await conversations.OpenAsync(User, Key, Rubric, cancel) is not { } screen) return NotFound();

        await queue.SkipAsync(Key, screen.Rubric.Id, User.Name(), cancel);
        return RedirectToPage("/Index");
    }

    private async Task<IActionResult> ChangeAsync(Func<ReviewForm, Task<DeskAnswer>> change, CancellationToken cancel)
    {
        if (await conversations.OpenAsync(User, Key, Rubric, cancel) is not { Form: { } form } screen) return NotFound();

        var answer = await change(form);
        Screen = answer is DeskAnswer.Saved saved ? screen with { Form = saved.Form } : screen;
        var refusal = answer is DeskAnswer.Refused refused ? text.Say(refused.Because) : null;
        if (Request.Headers.ContainsKey("X-Part"))
            return refusal is null ? Partial("_Form", this) : new ContentResult { Content = refusal, StatusCode = StatusCodes.Status409Conflict };

        Refusal = refusal;
        return RedirectToPage(null, null, new { Key, rubric = screen.Rubric.Id }, (answer as DeskAnswer.Saved)?.Line);
    }
}
