using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace QaAnalyzer.App.Pages;

/// <summary>Says in words what a status code means; answers every method, because it stands in for the page that failed.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class ProblemModel : PageModel
{
    public string TextKey { get; private set; } = "problem.500";

    public void OnGet(int? code) => Tell(code);

    public void OnPost(int? code) => Tell(code);

    private void Tell(int? code) => TextKey = code switch
    {
        400 => "problem.400",
        403 => "problem.403",
        404 => "problem.404",
        429 => "problem.429",
        _ => "problem.500",
    };
}
