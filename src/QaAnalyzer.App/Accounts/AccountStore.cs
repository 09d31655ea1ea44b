using Dapper;
using Microsoft.AspNetCore.Identity;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Accounts;

/// <summary>Local accounts; passwords are kept as salted PBKDF2 hashes.</summary>
internal sealed class AccountStore(Database database, TimeProvider clock)
{
    private const string Columns = "name, display_name, password_hash, role, agent_id, created_at";
    private static readonly PasswordHasher<string> Hasher = new();

    // Checked when the name is unknown, so that the time of an answer does not tell which names exist.
    private static readonly Lazy<string> NobodysHash = new(() => Hasher.HashPassword("", Guid.NewGuid().ToString()));

    public async Task<Account?> FindAsync(string name, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<Account>($"SELECT {Columns} FROM users WHERE name = @name", new { name });
    }

    public async Task<IReadOnlyList<Account>> AllAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<Account>($"SELECT {Columns} FROM users ORDER BY role, name")];
    }

    /// <summary>The account when name and password fit, else null.</summary>
    public async Task<Account?> CheckAsync(string name, string password, CancellationToken cancel = default)
    {
        var account = await FindAsync(name, cancel);
        var fits = Hasher.VerifyHashedPassword(name, account?.PasswordHash ?? NobodysHash.Value, password) != PasswordVerificationResult.Failed;
        return fits ? account : null;
    }

    /// <summary>False when the name is taken.</summary>
    public async Task<bool> AddAsync(Account account, string password, CancellationToken cancel = default)
    {
        var hash = Hasher.HashPassword(account.Name, password);
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(
            """
            INSERT INTO users (name, display_name, password_hash, role, agent_id, created_at) VALUES (@Name, @DisplayName, @hash, @Role, @AgentId, @Now)
            ON CONFLICT (name) DO NOTHING
            """,
            new { account.Name, account.DisplayName, hash, account.Role, account.AgentId, Now = clock.GetUtcNow() }) == 1;
    }

    /// <summary>Signs the account out everywhere, too: the session cookie carries a stamp of the hash.</summary>
    public async Task SetPasswordAsync(string name, string password, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync("UPDATE users SET password_hash = @Hash WHERE name = @name", new { name, Hash = Hasher.HashPassword(name, password) });
    }
}
