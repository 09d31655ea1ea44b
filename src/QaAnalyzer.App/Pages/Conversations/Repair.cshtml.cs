using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaAnalyzer.App.Accounts;
using QaAnalyzer.App.Texts;
using QaAnalyzer.Conversations.Repairs;
using QaAnalyzer.Reviews;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Pages.Conversations;

/// <summary>One click that exchanges the sides or converts the times; leads to the new version on the page it came from.</summary>
[Authorize(Policy = Policies.Review)]
internal sealed class RepairModel(ConversationStore conversations, RepairDesk desk, UiText text) : PageModel
{
    /// <summary>Shown by the page that is come back to.</summary>
    [TempData]
    public string? Refusal { get; set; }

    public IActionResult OnGet(long key) => RedirectToPage("Read", new { key });

    public async Task<IActionResult> OnPostAsync(long key, string? repair, string? rubric, string? back, CancellationToken cancel)
    {
        if (ConversationRepairs.Find(repair) is not { } wanted) return BadRequest();
        if (await conversations.FindAsync(key, cancel) is not { } stored) return NotFound();

        var answer = await desk.RepairAsync(stored, wanted, User.Name(), cancel);
        Refusal = answer is RepairAnswer.Refused refused ? text.Say(refused.Because) : null;
        var shown = answer is RepairAnswer.Repaired repaired ? repaired.Key : key;
        return RedirectToPage(back == "review" ? "/Review" : "/Conversations/Read", new { key = shown, rubric });
    }
}
