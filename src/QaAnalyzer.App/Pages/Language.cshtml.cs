using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaAnalyzer.App.Texts;

namespace QaAnalyzer.App.Pages;

/// <summary>Keeps the chosen language in a cookie of this browser.</summary>
[AllowAnonymous]
internal sealed class LanguageModel : PageModel
{
    private static readonly CookieOptions OneYear = new() { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true };

    public IActionResult OnGet() => Redirect("/");

    public IActionResult OnPost(string? language, string? returnUrl)
    {
        if (language is not null && TextCatalog.Languages.Contains(language)) Response.Cookies.Append(UiText.Cookie, language, OneYear);
        return Url.IsLocalUrl(returnUrl) ? LocalRedirect(returnUrl) : Redirect("/");
    }
}
