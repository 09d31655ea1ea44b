using System.Data.Common;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Reviews;

/// <summary>Where an evaluator works: opens a form, stores each decision at once, takes the last one back.</summary>
public sealed class ReviewDesk(Database database, AnalysisStore analyses, ReviewStore reviews, ReviewQueue queue, BlindShare blind)
{
    /// <summary>The form as it stands; null while the conversation has no analysis under this rubric.</summary>
    /// <param name="conversation">Which one.</param>
    /// <param name="rubric">Under which form.</param>
    /// <param name="forReader">True for somebody who will not score it: nothing is hidden.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<ReviewForm?> OpenAsync(StoredConversationKey conversation, Rubric rubric, bool forReader = false, CancellationToken cancel = default)
    {
        if (await analyses.CurrentAsync(conversation.Key, rubric.Id, cancel) is not { } analysis) return null;

        var hidden = forReader || !blind.Covers(analysis.ConversationId, rubric.Id)
            ? null
            : rubric.Criteria.Select(c => c.Id).Except(await reviews.EverDecidedAsync(conversation.Key, rubric.Id, cancel), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        return ReviewForm.Of(conversation, rubric, analysis, await reviews.InForceAsync(conversation.Key, rubric.Id, cancel), hidden);
    }

    /// <summary>Stores a decision; refused when it makes no sense for the line or somebody else holds the item.</summary>
    public Task<DeskAnswer> DecideAsync(ReviewForm form, DecisionRequest request, string evaluator, CancellationToken cancel = default)
    {
        if (form.Find(request.Line) is not { } line) return Refuse(new($"评分表里没有“{request.Line}”这一项。", $"The form has no line \"{request.Line}\"."));

        var verdict = DecisionRules.Judge(line, request);
        if (verdict is Verdict.Refused refused) return Refuse(refused.Because);

        var accepted = (Verdict.Accepted)verdict;
        var review = new Review
        {
            ConversationKey = form.Conversation.Key,
            Rubric = form.Rubric.Id,
            Criterion = line.Id,
            Evaluator = evaluator,
            Decision = accepted.Decision,
            Score = accepted.Score,
            Reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim(),
            DraftScore = ((line.Draft ?? line.HiddenDraft) as DraftScore)?.Score,
            Shown = line.IsHidden ? Presentation.Blind : Presentation.Prefilled,
        };
        return InTransactionAsync(form, evaluator, (connection, transaction) => StoreAsync(connection, transaction, review), cancel);
    }

    /// <summary>Takes back the evaluator's own last decision of this form; refused when there is none.</summary>
    public Task<DeskAnswer> UndoAsync(ReviewForm form, string evaluator, CancellationToken cancel = default) => InTransactionAsync(
        form,
        evaluator,
        async (connection, transaction) =>
        {
            var standing = await ReviewStore.StandingAsync(connection, transaction, form.Conversation.Key, form.Rubric.Id);
            if (standing.LastOrDefault(r => r.Evaluator == evaluator) is not { } last) return null;
            await reviews.WithdrawAsync(connection, transaction, last, evaluator);
            return last.Criterion;
        },
        cancel);

    // A reason added to an unchanged decision replaces it, so that one undo takes both back.
    private async Task<string?> StoreAsync(DbConnection connection, DbTransaction transaction, Review review)
    {
        var inForce = await ReviewStore.InForceAsync(connection, transaction, review.ConversationKey, review.Rubric);
        var before = inForce.GetValueOrDefault(review.Criterion);

        // A blind decision reveals the draft. The same score again, now with a reason, is still the blind one.
        if (before is { Shown: Presentation.Blind } && before.Evaluator == review.Evaluator && before.Score == review.Score)
            review = review with { Decision = before.Decision, Shown = before.Shown };

        if (before?.IsSameDecision(review) == true)
        {
            if (before.Reason == review.Reason) return review.Criterion;
            await reviews.WithdrawAsync(connection, transaction, before, review.Evaluator);
        }

        await reviews.AddAsync(connection, transaction, review);
        return review.Criterion;
    }

    private static Task<DeskAnswer> Refuse(Sentence because) => Task.FromResult<DeskAnswer>(new DeskAnswer.Refused(because));

    private async Task<DeskAnswer> InTransactionAsync(
        ReviewForm form, string evaluator, Func<DbConnection, DbTransaction, Task<string?>> change, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await queue.LeaseAsync(connection, transaction, form.Conversation.Key, form.Rubric.Id, evaluator) is Lease.Taken taken)
            return new DeskAnswer.Refused(new($"{taken.By} 正在评这一条，请换下一条。", $"{taken.By} is reviewing this one; please take the next."));

        if (await change(connection, transaction) is not { } line)
            return new DeskAnswer.Refused(new("没有可以撤销的决定。", "There is no decision of yours to take back."));

        var inForce = await ReviewStore.InForceAsync(connection, transaction, form.Conversation.Key, form.Rubric.Id);
        var now = ReviewForm.Of(form.Conversation, form.Rubric, form.Analysis, inForce, form.Hidden.Where(h => h != line).ToHashSet(StringComparer.Ordinal));
        await queue.SetDoneAsync(connection, transaction, now, evaluator);
        await transaction.CommitAsync(cancel);
        return new DeskAnswer.Saved(now, line);
    }
}

/// <summary>What became of a decision.</summary>
public abstract record DeskAnswer
{
    /// <summary>Stored; the form as it stands now and the line that changed.</summary>
    public sealed record Saved(ReviewForm Form, string Line) : DeskAnswer;

    public sealed record Refused(Sentence Because) : DeskAnswer;
}
