using Microsoft.AspNetCore.Authorization;

namespace QaAnalyzer.App.Accounts;

/// <summary>Who may do what. Everything else needs a sign-in at least.</summary>
internal static class Policies
{
    public const string Review = "review";
    public const string Read = "read";
    public const string Runs = "runs";
    public const string Agreement = "agreement";
    public const string Accounts = "accounts";

    public static void Add(AuthorizationOptions options)
    {
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        options.AddPolicy(Review, p => p.RequireRole(Roles.Lead, Roles.Evaluator));
        options.AddPolicy(Read, p => p.RequireRole(Roles.Lead, Roles.Evaluator, Roles.Agent));
        options.AddPolicy(Runs, p => p.RequireRole(Roles.Lead, Roles.Operations));
        options.AddPolicy(Agreement, p => p.RequireRole(Roles.Lead));
        options.AddPolicy(Accounts, p => p.RequireRole(Roles.Lead));
    }
}
