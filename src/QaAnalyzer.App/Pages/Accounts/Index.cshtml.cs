using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QaAnalyzer.App.Accounts;

namespace QaAnalyzer.App.Pages.Accounts;

/// <summary>Leads add people and give new passwords; a password is shown once, in the answer to the post.</summary>
[Authorize(Policy = Policies.Accounts)]
internal sealed class IndexModel(AccountStore accounts) : PageModel
{
    public IReadOnlyList<Account> All { get; private set; } = [];

    public (string Name, string Password)? Issued { get; private set; }

    public string? RefusalKey { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) => All = await accounts.AllAsync(cancel);

    public async Task OnPostAddAsync(NewAccount account, CancellationToken cancel)
    {
        var name = account.Name?.Trim() ?? "";
        var password = FirstAccount.NewPassword();
        RefusalKey = Refuse(name, account);
        if (RefusalKey is null)
        {
            var added = await accounts.AddAsync(account.ToAccount(name), password, cancel);
            if (added) Issued = (name, password);
            else RefusalKey = "accounts.taken";
        }

        await OnGetAsync(cancel);
    }

    public async Task OnPostPasswordAsync(string name, CancellationToken cancel)
    {
        if (await accounts.FindAsync(name, cancel) is null)
        {
            RefusalKey = "accounts.unknown";
        }
        else
        {
            Issued = (name, FirstAccount.NewPassword());
            await accounts.SetPasswordAsync(name, Issued.Value.Password, cancel);
        }

        await OnGetAsync(cancel);
    }

    private static string? Refuse(string name, NewAccount account) => name.Length is 0 or > 100 ? "accounts.name-needed"
        : !Roles.All.Contains(account.Role) ? "accounts.role-needed"
        : account.Role == Roles.Agent && string.IsNullOrWhiteSpace(account.AgentId) ? "accounts.agent-needed"
        : null;
}
