using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using QaAnalyzer.Storage;

namespace QaAnalyzer.App.Api;

/// <summary>
/// Keys of programs, <c>qa_id_secret</c>. The secret is 256 random bits, so a plain SHA-256 of it is as good as a slow hash: there is nothing
/// to guess.
/// </summary>
internal sealed class ApiKeyStore(Database database, TimeProvider clock)
{
    private const string Prefix = "qa";
    private const string Columns = "id, source, role, created_at, revoked_at";

    /// <summary>Makes a key and returns all of it, for the only time.</summary>
    public async Task<string> CreateAsync(string source, string role, CancellationToken cancel = default)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var connection = await database.OpenAsync(cancel);
        await connection.ExecuteAsync(
            "INSERT INTO api_keys (id, source, role, hash, created_at) VALUES (@id, @source, @role, @Hash, @Now)",
            new { id, source, role, Hash = Hash(secret), Now = clock.GetUtcNow() });
        return $"{Prefix}_{id}_{secret}";
    }

    /// <summary>The key in force that this text is, else null.</summary>
    public async Task<ApiKey?> CheckAsync(string key, CancellationToken cancel = default)
    {
        if (key.Split('_', 3) is not [Prefix, var id, var secret]) return null;
        await using var connection = await database.OpenAsync(cancel);
        var known = await connection.QueryAsync<ApiKey, byte[], ApiKey?>(
            $"SELECT {Columns}, hash FROM api_keys WHERE id = @id AND revoked_at IS NULL",
            (found, hash) => CryptographicOperations.FixedTimeEquals(hash, Hash(secret)) ? found : null,
            new { id },
            splitOn: "hash");
        return known.SingleOrDefault();
    }

    public async Task<IReadOnlyList<ApiKey>> AllAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return [.. await connection.QueryAsync<ApiKey>($"SELECT {Columns} FROM api_keys ORDER BY source, created_at, id")];
    }

    /// <summary>False when there is no such key in force.</summary>
    public async Task<bool> RevokeAsync(string id, CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await connection.ExecuteAsync(
            "UPDATE api_keys SET revoked_at = @Now WHERE id = @id AND revoked_at IS NULL", new { id, Now = clock.GetUtcNow() }) == 1;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
