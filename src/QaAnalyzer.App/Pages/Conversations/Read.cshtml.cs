using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaAnalyzer.App.Accounts;

namespace QaAnalyzer.App.Pages.Conversations;

/// <summary>One conversation to read: the same transcript and form, without a way to decide.</summary>
[Authorize(Policy = Policies.Read)]
internal sealed class ReadModel(ConversationDesk conversations) : PageModel
{
    public ConversationScreen Screen { get; private set; } = null!;

    /// <summary>Why a repair was not made.</summary>
    [TempData]
    public string? Refusal { get; set; }

    public bool MayReview => User.IsInRole(Roles.Lead) || User.IsInRole(Roles.Evaluator);

    public async Task<IActionResult> OnGetAsync(long key, string? rubric, CancellationToken cancel)
    {
        if (await conversations.OpenAsync(User, key, rubric, cancel) is not { } screen) return NotFound();

        Screen = screen;
        return Page();
    }
}
