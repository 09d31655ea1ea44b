using System.Security.Claims;
using QaAnalyzer.App.Accounts;

namespace QaAnalyzer.App.Pages;

/// <summary>The pages that a role may open, in the order of the top bar.</summary>
internal static class Navigation
{
    public static IEnumerable<(string Href, string Key)> For(ClaimsPrincipal user)
    {
        var role = user.Role();
        if (role is Roles.Lead or Roles.Evaluator) yield return ("/", "nav.queue");
        if (role is Roles.Lead or Roles.Evaluator or Roles.Agent) yield return ("/conversations", "nav.conversations");
        if (role is Roles.Lead) yield return ("/agreement", "nav.agreement");
        if (role is Roles.Lead or Roles.Operations) yield return ("/runs", "nav.runs");
        if (role is Roles.Lead) yield return ("/accounts", "nav.accounts");
    }

    /// <summary>The first page of a role.</summary>
    public static string Home(ClaimsPrincipal user) => For(user).Select(p => p.Href).FirstOrDefault("/account");

    public static bool IsHere(PathString path, string href) =>
        href == "/" ? path == "/" || Under(path, "/review") : Under(path, href);

    private static bool Under(PathString path, string href) => path.StartsWithSegments(href, StringComparison.OrdinalIgnoreCase);
}
