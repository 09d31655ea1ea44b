namespace QaAnalyzer.App.Api;

/// <summary>A key of a program that talks to the API; the secret itself is known to nobody here.</summary>
internal sealed record ApiKey
{
    public required string Id { get; init; }

    /// <summary>The only source it may speak for.</summary>
    public required string Source { get; init; }

    /// <summary>One of <see cref="ApiRoles"/>.</summary>
    public required string Role { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>What a key may do: one thing each.</summary>
internal static class ApiRoles
{
    /// <summary>Push conversations of its source.</summary>
    public const string Push = "push";

    /// <summary>Read how the sources fare.</summary>
    public const string Status = "status";

    public static IReadOnlyList<string> All { get; } = [Push, Status];
}
