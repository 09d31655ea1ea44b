using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace QaAnalyzer.App.Accounts;

/// <summary>The signed-in person as a cookie carries them; checked against the account at every request.</summary>
internal static class Session
{
    private const string AgentClaim = "agent";
    private const string StampClaim = "stamp";

    public static ClaimsPrincipal Of(Account account)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.Name, account.Name),
            new(ClaimTypes.GivenName, account.DisplayName),
            new(ClaimTypes.Role, account.Role),
            new(StampClaim, Stamp(account)),
        };
        if (account.AgentId is { } agent) claims.Add(new(AgentClaim, agent));
        return new(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    public static string Name(this ClaimsPrincipal user) => user.Identity?.Name ?? throw new InvalidOperationException("nobody is signed in");

    public static string? DisplayName(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.GivenName);

    public static string? Role(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Role);

    /// <summary>The only agent whose conversations an agent may read; an agent without an id may read none.</summary>
    public static string? OnlyAgent(this ClaimsPrincipal user) => user.IsInRole(Roles.Agent) ? user.FindFirstValue(AgentClaim) ?? "" : null;

    /// <summary>A changed role, agent id or password ends the session.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var accounts = context.HttpContext.RequestServices.GetRequiredService<AccountStore>();
        var name = context.Principal?.Identity?.Name ?? "";
        var account = await accounts.FindAsync(name, context.HttpContext.RequestAborted);
        if (account is not null && context.Principal!.HasClaim(StampClaim, Stamp(account))) return;

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync();
    }

    private static string Stamp(Account account) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account.PasswordHash}|{account.Role}|{account.AgentId}")).AsSpan(0, 16));
}
