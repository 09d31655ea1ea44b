using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using QaAnalyzer.App.Accounts;

namespace QaAnalyzer.App.Pages.Accounts;

/// <summary>One's own password.</summary>
[EnableRateLimiting(LocalSignIn.AttemptLimit)]
internal sealed class MineModel(AccountStore accounts) : PageModel
{
    public const int ShortestPassword = 10;

    public bool Changed { get; private set; }

    public string? RefusalKey { get; private set; }

    public async Task OnPostAsync(string? current, string? wanted, CancellationToken cancel)
    {
        if (await accounts.CheckAsync(User.Name(), current ?? "", cancel) is null)
        {
            RefusalKey = "account.wrong";
        }
        else if ((wanted ?? "").Length < ShortestPassword)
        {
            RefusalKey = "account.short";
        }
        else
        {
            await accounts.SetPasswordAsync(User.Name(), wanted!, cancel);

            // The old session ended with the old password; this browser gets a new one.
            await HttpContext.SignInAsync(Session.Of((await accounts.FindAsync(User.Name(), cancel))!));
            Changed = true;
        }
    }
}
