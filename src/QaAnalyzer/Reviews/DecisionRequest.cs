namespace QaAnalyzer.Reviews;

/// <summary>What an evaluator asks for: confirm, a score of 1–5, or not applicable.</summary>
/// <param name="Line">Id of the form's line.</param>
/// <param name="Kind">Which of the three.</param>
/// <param name="Score">Set when <paramref name="Kind"/> is <see cref="RequestKind.Score"/>.</param>
/// <param name="Reason">Free words, kept with the decision; empty means none.</param>
public sealed record DecisionRequest(string Line, RequestKind Kind, int? Score = null, string? Reason = null);

public enum RequestKind
{
    Confirm,
    Score,
    NotApplicable,
}

/// <summary>Either the review to add or why not.</summary>
public abstract record Verdict
{
    public sealed record Accepted(Decision Decision, double? Score) : Verdict;

    public sealed record Refused(Sentence Because) : Verdict;
}
