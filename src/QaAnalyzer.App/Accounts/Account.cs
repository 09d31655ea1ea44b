namespace QaAnalyzer.App.Accounts;

/// <summary>A person who may sign in.</summary>
internal sealed record Account
{
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    public required string PasswordHash { get; init; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public required string Role { get; init; }

    /// <summary>For agents: the id under which conversations name them.</summary>
    public string? AgentId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

internal static class Roles
{
    public const string Lead = "lead";
    public const string Evaluator = "evaluator";
    public const string Operations = "operations";
    public const string Agent = "agent";

    public static IReadOnlyList<string> All { get; } = [Lead, Evaluator, Operations, Agent];
}
