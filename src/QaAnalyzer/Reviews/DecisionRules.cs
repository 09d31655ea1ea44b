using QaAnalyzer.Scoring;

namespace QaAnalyzer.Reviews;

/// <summary>Turns a key press into a decision: the draft's own score confirms, another one overrides, and where there is no draft it scores.</summary>
public static class DecisionRules
{
    public static Verdict Judge(ReviewLine line, DecisionRequest request) => request.Kind switch
    {
        RequestKind.NotApplicable => new Verdict.Accepted(Decision.NotApplicable, null),
        RequestKind.Confirm => Confirm(line),
        RequestKind.Score => Score(line, request.Score),
        _ => throw new InvalidOperationException($"request {request.Kind}"),
    };

    private static readonly Verdict NothingToConfirm = new Verdict.Refused(new(
        "这一项没有草稿可确认：请给 1–5 分，或标为不适用。",
        "There is no draft to confirm here: give a score of 1–5 or mark it not applicable."));

    private static readonly Verdict NoScoreHere = new Verdict.Refused(new(
        "自动不合格项不打分：请确认成立或标为不成立。",
        "An automatic failure takes no score: confirm it or mark it as not holding."));

    private static Verdict Confirm(ReviewLine line) => line switch
    {
        { IsAutoFail: true } => new Verdict.Accepted(Decision.Confirmed, null),
        { Draft: DraftScore draft } => new Verdict.Accepted(Decision.Confirmed, draft.Score),
        { Draft: Abstention { Kind: AbstentionKind.NotApplicable } } => new Verdict.Accepted(Decision.NotApplicable, null),
        _ => NothingToConfirm,
    };

    private static Verdict Score(ReviewLine line, int? score)
    {
        if (line.IsAutoFail) return NoScoreHere;
        if (score is not (>= 1 and <= 5))
            return new Verdict.Refused(new("分数须为 1 到 5 的整数。", "The score must be a whole number from 1 to 5."));

        return line.Draft is not DraftScore draft
            ? new Verdict.Accepted(Decision.Scored, score)
            : new Verdict.Accepted(draft.Score == score ? Decision.Confirmed : Decision.Overridden, score);
    }
}
