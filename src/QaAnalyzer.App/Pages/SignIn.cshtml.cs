using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using QaAnalyzer.App.Accounts;

namespace QaAnalyzer.App.Pages;

[AllowAnonymous]
[EnableRateLimiting(LocalSignIn.AttemptLimit)]
internal sealed class SignInModel(AccountStore accounts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    public bool Failed { get; private set; }

    public async Task<IActionResult> OnPostAsync(string? password, CancellationToken cancel)
    {
        if (await accounts.CheckAsync(Name ?? "", password ?? "", cancel) is not { } account)
        {
            Failed = true;
            return Page();
        }

        var user = Session.Of(account);
        await HttpContext.SignInAsync(user);
        return Url.IsLocalUrl(ReturnUrl) && ReturnUrl != "/" ? LocalRedirect(ReturnUrl) : LocalRedirect(Navigation.Home(user));
    }
}
