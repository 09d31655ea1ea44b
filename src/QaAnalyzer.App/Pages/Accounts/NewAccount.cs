using QaAnalyzer.App.Accounts;
using QaAnalyzer.App.Pages.Screens;
using QaAnalyzer.App.Texts;

namespace QaAnalyzer.App.Pages.Accounts;

/// <summary>The form for a new person.</summary>
internal sealed record NewAccount
{
    public string? Name { get; set; }

    public string? DisplayName { get; set; }

    public string? Role { get; set; }

    public string? AgentId { get; set; }

    public static Choice RoleChoice(UiText text) =>
        new(text["accounts.role"], "role", Roles.Evaluator, Roles.All.Select(r => (r, text.Name("role", r))), Any: null);

    public Account ToAccount(string name) => new()
    {
        Name = name,
        DisplayName = string.IsNullOrWhiteSpace(DisplayName) ? name : DisplayName.Trim(),
        PasswordHash = "",
        Role = Role!,
        AgentId = Role == Roles.Agent ? AgentId!.Trim() : null,
    };
}
