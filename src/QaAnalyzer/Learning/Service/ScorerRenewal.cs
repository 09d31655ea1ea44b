using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Learning.Service;

/// <summary>Trains a scorer when enough reviews came in, lets it pass the fairness gate, compares it with the one in service, and lets it take over.</summary>
internal sealed class ScorerRenewal(
    ScorerStore scorers, ReviewedStore reviews, Func<Rubric, LearnedScorer?, AnalysisPipeline> pipelineOf, LearningOptions options, ServiceKeeper service, TimeProvider clock)
{
    /// <summary>Enough to find a share of one in a hundred.</summary>
    private const int MostForFairness = 2_000;

    public async Task RenewAsync(Rubric rubric, IReadOnlyList<Reviewed> reviewed, bool isServed, StepList steps, CancellationToken cancel)
    {
        var latest = await scorers.NewestAsync(rubric.Id, cancel);

        // One that no longer fits the program is replaced from the same reviews; one that a crash left behind is made
        // again; a blocked one would be made again as it was.
        var since = latest is null || latest.State == "candidate" || (!isServed && latest.State == "retired") ? 0 : latest.LastReview;
        var fresh = reviewed.SelectMany(r => r.Scores.Where(s => s.Key > since).Select(s => (r.Name, s.Evaluator))).Distinct().Count();
        if (fresh < options.RetrainAfter)
        {
            await steps.AddAsync("train", "skipped", null, new($"新评分 {fresh} 份，满 {options.RetrainAfter} 份再训练", $"{fresh} new reviews; trained again at {options.RetrainAfter}"));
            return;
        }

        if (await TrainAsync(rubric, reviewed, steps, cancel) is not var (id, scorer, lastReview, heldOut)) return;
        var judgements = await service.JudgeAsync(scorer, heldOut, lastReview, cancel);
        var criteria = ServicePlan.Of(rubric, scorer, judgements, before: null, drafts: null, clock.GetUtcNow());
        var (share, passes) = await PassAsync(rubric, id, scorer, criteria, reviewed, steps, cancel);
        if (!passes) return;

        var (olderStays, comparison) = await service.SucceedAsync(judgements, heldOut, cancel);
        if (olderStays)
        {
            await scorers.RetireAsync(id, comparison, cancel);
            await steps.AddAsync("activate", "refused", id, comparison);
            return;
        }

        var spoken = criteria.Count(c => c.Drafter == Drafter.Learned);
        var why = Sentence.Join([new($"负责 {criteria.Count} 项中的 {spoken} 项", $"speaks for {spoken} of {criteria.Count} criteria"), comparison]);
        await scorers.ActivateAsync(rubric.Id, id, criteria, why, share, cancel);
        await steps.AddAsync("activate", "done", id, why);
    }

    private async Task<(string Id, LearnedScorer Scorer, long LastReview, IReadOnlyList<Reviewed> HeldOut)?> TrainAsync(
        Rubric rubric, IReadOnlyList<Reviewed> reviewed, StepList steps, CancellationToken cancel)
    {
        var (training, heldOut) = HeldOutSplit.Of(reviewed);
        var build = ScorerBuild.Read(pipelineOf(rubric, null), await reviews.LoadAsync(training, blindOnly: false, cancel), options.Moods?.Invoke());
        if (build.Problem is { } problem)
        {
            await steps.AddAsync("train", "skipped", null, new($"可学的会话太少：{build.Conversations} 个", problem));
            return null;
        }

        var now = clock.GetUtcNow();
        var id = await scorers.NextIdAsync(rubric.Family, cancel);
        var lastReview = reviewed.Max(r => r.Scores.Max(s => s.Key));
        var trained = build.Train(id, ["reviews"], DateOnly.FromDateTime(now.UtcDateTime));
        var reason = new Sentence($"用 {build.Reviews} 份评分（{build.Conversations} 个会话）训练，留出 {heldOut.Count} 个会话",
            $"trained on {build.Reviews} reviews of {build.Conversations} conversations, {heldOut.Count} held out");
        await scorers.AddAsync(new(trained, lastReview, [.. heldOut.Select(r => r.ConversationKey)]), reason, cancel);
        await steps.AddAsync("train", "done", id, reason);
        return (id, LearnedScorer.Parse(id, trained.File), lastReview, heldOut);
    }

    /// <summary>Its drafts must not hang on who somebody is: those of all it has learned, for what it does not speak for today it may tomorrow.</summary>
    private async Task<(double Share, bool Passes)> PassAsync(
        Rubric rubric, string id, LearnedScorer scorer, IReadOnlyList<CriterionService> criteria, IReadOnlyList<Reviewed> reviewed, StepList steps, CancellationToken cancel)
    {
        var speaking = scorer.InService(new(id, 0, [.. criteria.Select(c => c with { Drafter = Drafter.Learned })], clock.GetUtcNow()));
        var newest = reviewed.OrderByDescending(r => r.Date).ThenBy(r => r.Name, StringComparer.Ordinal).Take(MostForFairness).ToList();
        var all = FairnessCheck.Of(pipelineOf(rubric, speaking), await reviews.LoadAsync(newest, blindOnly: false, cancel), options.Swaps);
        var learned = scorer.Criteria.ToHashSet(StringComparer.Ordinal);
        var report = all with { Figures = [.. all.Figures.Where(f => learned.Contains(f.Criterion))] };
        await steps.AddAsync("fairness", report.Passes ? "done" : "refused", id, report.Verdict);
        if (!report.Passes) await scorers.BlockAsync(id, report.Verdict, report.WorstShare, cancel);
        return (report.WorstShare, report.Passes);
    }
}
