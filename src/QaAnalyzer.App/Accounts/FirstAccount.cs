using System.Security.Cryptography;

namespace QaAnalyzer.App.Accounts;

/// <summary>Makes sure that somebody can sign in: the demo account when asked for, else a lead whose password is printed once.</summary>
internal sealed class FirstAccount(AccountStore accounts, WebHostSettings settings) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.DemoAccount is { } demo)
        {
            if (!await accounts.AddAsync(Lead(demo.Name), demo.Password, cancellationToken))
                await accounts.SetPasswordAsync(demo.Name, demo.Password, cancellationToken);
            return;
        }

        if ((await accounts.AllAsync(cancellationToken)).Count > 0) return;

        var password = NewPassword();
        if (await accounts.AddAsync(Lead("lead"), password, cancellationToken))
        {
            await settings.Notices.WriteLineAsync($"First start: sign in as \"lead\" with the password {password} (shown only this once).");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>80 bits, without letters that look alike.</summary>
    public static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)));

    private static Account Lead(string name) => new() { Name = name, DisplayName = name, PasswordHash = "", Role = Roles.Lead };
}
