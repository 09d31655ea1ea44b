namespace QaAnalyzer.Storage;

/// <summary>One import or night run with counts that add up, and how far it is.</summary>
public sealed record RunRow
{
    public long Key { get; init; }

    public required string Kind { get; init; }

    /// <summary>The process that runs it, see <see cref="WorkerProcess"/>.</summary>
    public required string Node { get; init; }

    public string Machine => Node.Split('/')[0];

    /// <summary><c>running</c>, <c>paused</c>, <c>cancelled</c>, <c>finished</c>, <c>failed</c>.</summary>
    public required string State { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Records taken from sources: accepted + duplicate + quarantined.</summary>
    public long Pulled { get; init; }

    public long Accepted { get; init; }

    public long Duplicate { get; init; }

    public long Quarantined { get; init; }

    /// <summary>Of the records accepted: past scores, which are history and wait for no analysis.</summary>
    public long Scores { get; init; }

    /// <summary>Rows of work (a conversation under a rubric) that this run analysed, whoever pulled the conversation.</summary>
    public long Analysed { get; init; }

    /// <summary>Rows of work that failed in this run.</summary>
    public long Failed { get; init; }

    /// <summary>Of the conversations accepted: those with a current analysis under every rubric.</summary>
    public long Complete { get; init; }

    /// <summary>Of the conversations accepted: those that a later version replaced.</summary>
    public long Superseded { get; init; }

    /// <summary>Of the conversations accepted: those whose analysis failed; they wait in quarantine with the reason.</summary>
    public long Broken { get; init; }

    /// <summary>Of the conversations accepted: those still waiting, because the run was stopped or another one works on them.</summary>
    public long Unfinished { get; init; }

    /// <summary>Rows of work that lay open when the analysis began.</summary>
    public long Planned { get; init; }

    /// <summary>Rows of work a second so far; null before the first.</summary>
    public double? Rate { get; init; }

    /// <summary>When the planned work will be done at this rate.</summary>
    public DateTimeOffset? ExpectedEnd { get; init; }

    /// <summary>When it has to be done; null when nobody said.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>When these figures were written.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>No conversation that the run took in has a smaller key; null where it takes in none.</summary>
    public long? FromKey { get; init; }

    /// <summary>Ids of the rubrics it works under, with spaces between them; null where it analyses nothing or did not say.</summary>
    public string? Rubrics { get; init; }

    public IReadOnlyList<string> RubricIds => Rubrics?.Split(' ') ?? [];

    public string? Message { get; init; }

    /// <summary>True when it follows the conversations that it took in to their analyses; an import or a pull of its own counts records alone.</summary>
    public bool FollowsConversations => FromKey is not null;

    /// <summary>Where the figures do not add up; null where they do, and while they still change.</summary>
    public string? Mismatch
    {
        get
        {
            if (IsOpen) return null;
            var told = Reconciliation.Of(this);
            return (FollowsConversations ? told : told with { Complete = told.Stored }).Mismatch(this);
        }
    }

    /// <summary>True while somebody works on it or has paused it.</summary>
    public bool IsOpen => State is "running" or "paused";

    /// <summary>False for an import or a pull: it obeys the run that it reads for, and ends by itself where it reads for none.</summary>
    public bool CanBeHeld => Kind is not ("import" or "pull");

    /// <summary>Null while it cannot be told.</summary>
    public bool? HoldsDeadline => Deadline is { } deadline && (FinishedAt ?? ExpectedEnd) is { } end ? end <= deadline : null;
}
