namespace QaAnalyzer.Jobs;

/// <summary>What one call of a job did; counts and ids alone, for logs and for the standard output of commands.</summary>
public sealed record JobReport
{
    public static JobReport Nothing { get; } = new();

    /// <summary>One line an item; none when there was nothing to do.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>What went wrong beside the work and comes again by itself; for logs.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>False when a person should look. A start that shall be tried again throws instead.</summary>
    public bool Succeeded { get; init; } = true;

    /// <summary>True when it came to its end, also where single items failed on the way: those behind it start then.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>To be handed back in <see cref="JobCall.Continues"/>; null when the job is at its end.</summary>
    public string? Continues { get; init; }

    /// <summary>The run it made or went on with; null for work that keeps no run.</summary>
    public long? Run { get; init; }

    /// <summary>Why it was not begun; null when it was.</summary>
    public string? Refusal { get; init; }

    /// <summary>True when it was refused, or given up on the way, because another start of it is at work.</summary>
    public bool IsAtWork { get; init; }
}
