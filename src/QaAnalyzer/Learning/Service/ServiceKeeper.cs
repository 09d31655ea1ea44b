namespace QaAnalyzer.Learning.Service;

/// <summary>Looks after the scorer in service: calibrates its sets on reviews since, and sees whether it still speaks for its criteria.</summary>
internal sealed class ServiceKeeper(ScorerStore scorers, ScorerShelf shelf, ReviewedStore reviews, AnalysisPipeline rules, TimeProvider clock)
{
    /// <summary>False when no scorer is in service afterwards.</summary>
    public async Task<bool> KeepAsync(IReadOnlyList<Reviewed> reviewed, StepList steps, CancellationToken cancel)
    {
        if (await scorers.ActiveAsync(rules.Rubric.Id, cancel) is not { } active || await scorers.SettingsAsync(active.Id, cancel: cancel) is not { } inForce)
            return false;

        if (await shelf.LoadAsync(active.Id, cancel) is not { } scorer || scorer.Mismatch(rules.Rubric, rules.Tagger) is not null)
        {
            var why = new Sentence("与现在的程序或标签模型不符，需要重新训练", "it does not fit the program or tagger in use and has to be trained anew");
            await scorers.RetireAsync(active.Id, why, cancel);
            await steps.AddAsync("calibrate", "refused", active.Id, why);
            return false;
        }

        var unseen = await UnseenAsync(active, reviewed, cancel);
        var judgements = await JudgeAsync(scorer, unseen, active.LastReview, cancel);
        var criteria = ServicePlan.Of(rules.Rubric, scorer, judgements, inForce, await ShiftAsync(active, cancel), clock.GetUtcNow());
        var changed = await scorers.ServeAsync(inForce, criteria, cancel);
        var fallen = criteria.Count(c => c.HasDrifted) - inForce.Criteria.Count(c => c.HasDrifted);
        await steps.AddAsync("calibrate", changed ? "done" : "skipped", active.Id, new(
            $"没有学过的会话 {unseen.Count} 个，评分模型负责 {criteria.Count(c => c.Drafter == Drafter.Learned)} 项，漂移退回 {fallen} 项",
            $"{unseen.Count} conversations it never learned from; it speaks for {criteria.Count(c => c.Drafter == Drafter.Learned)} criteria, {fallen} fell back"));
        return true;
    }

    /// <summary>Whether a new scorer may take the place of the one in service, and why.</summary>
    /// <param name="judgements">Of the new one.</param>
    /// <param name="heldOut">The conversations that they are of.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<(bool Stays, Sentence Why)> SucceedAsync(IReadOnlyList<Judgement> judgements, IReadOnlyList<Reviewed> heldOut, CancellationToken cancel)
    {
        if (await scorers.ActiveAsync(rules.Rubric.Id, cancel) is not { } active || await scorers.SettingsAsync(active.Id, cancel: cancel) is not { } inForce
            || await shelf.LoadAsync(active.Id, cancel) is not { } scorer) return (false, Sentence.Empty);
        var before = await JudgeAsync(scorer, await UnseenAsync(active, heldOut, cancel), active.LastReview, cancel);
        return Succession.Of(active.Id, [.. inForce.Criteria.Where(c => c.Drafter == Drafter.Learned).Select(c => c.Criterion)], before, judgements);
    }

    /// <summary>What scorer and rules say where people scored without a draft in sight.</summary>
    public async Task<IReadOnlyList<Judgement>> JudgeAsync(LearnedScorer scorer, IReadOnlyList<Reviewed> unseen, long lastReview, CancellationToken cancel)
    {
        var fresh = unseen.Where(r => r.FirstReview > lastReview).Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        return Judges.Of(rules, scorer, await reviews.LoadAsync(unseen, blindOnly: true, cancel), fresh.Contains);
    }

    private async Task<IReadOnlyList<Reviewed>> UnseenAsync(StoredScorer scorer, IReadOnlyList<Reviewed> among, CancellationToken cancel)
    {
        var heldOut = await scorers.HeldOutAsync(scorer.Id, cancel);
        return [.. among.Where(r => r.IsJudged && (heldOut.Contains(r.ConversationKey) || r.FirstReview > scorer.LastReview))];
    }

    private async Task<DraftShift?> ShiftAsync(StoredScorer active, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - active.StateSince < Drift.Window * 2) return null;
        return new(
            await scorers.DraftsAsync(active, active.StateSince, active.StateSince + Drift.Window, cancel),
            await scorers.DraftsAsync(active, now - Drift.Window, now, cancel));
    }
}
