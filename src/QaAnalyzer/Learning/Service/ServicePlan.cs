using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Learning.Service;

/// <summary>The next settings of a scorer: comparison, drift, drafter and sets of each criterion it has learned. Pure.</summary>
internal static class ServicePlan
{
    /// <param name="rubric">The form.</param>
    /// <param name="scorer">As trained.</param>
    /// <param name="judgements">Of conversations that it was never trained on, in a fixed order.</param>
    /// <param name="before">The settings in force; null for a new scorer.</param>
    /// <param name="drafts">Its drafts 1–5 per criterion in its first and its last days; null before there are both.</param>
    /// <param name="now">When they come into force.</param>
    public static IReadOnlyList<CriterionService> Of(
        Rubric rubric, LearnedScorer scorer, IReadOnlyList<Judgement> judgements, ScorerSettings? before, DraftShift? drafts, DateTimeOffset now)
    {
        var byCriterion = judgements.ToLookup(j => j.Criterion, StringComparer.Ordinal);
        var learned = scorer.Criteria.ToHashSet(StringComparer.Ordinal);
        return [.. rubric.Criteria.Where(c => learned.Contains(c.Id)).Select(c => Of(c, [.. byCriterion[c.Id]]))];

        CriterionService Of(Criterion criterion, IReadOnlyList<Judgement> own)
        {
            var previous = before?.Criteria.FirstOrDefault(c => c.Criterion == criterion.Id);
            var hasRules = !criterion.Learned;
            var comparison = Duel.Of(own, hasRules);
            var drift = previous is null ? null : Drift.Of(own, hasRules, drafts?.First.GetValueOrDefault(criterion.Id), drafts?.Last.GetValueOrDefault(criterion.Id));
            var (drafter, why, hasDrifted) = Champion.Of(hasRules, comparison, previous, drift);
            var inForce = previous is null ? scorer.SetsOf(criterion.Id) : new(previous.Mass, previous.GroupMasses);
            var (sets, coverage) = Calibration.Of(own, inForce);
            return new()
            {
                Criterion = criterion.Id,
                Drafter = drafter,
                Why = why,
                Since = previous?.Drafter == drafter ? previous.Since : now,
                HasDrifted = hasDrifted,
                Comparison = comparison,
                Mass = sets.Pooled,
                GroupMasses = sets.Groups,

                // What the sets in force did until now is told once, by the settings that replace them.
                Coverage = coverage is not null && previous?.Coverage is { } same && sets.Pooled == inForce.Pooled ? coverage with { Before = same.Before } : coverage,
            };
        }
    }
}

/// <summary>Drafts of a scorer counted by criterion and score, in its first and in its last days.</summary>
internal sealed record DraftShift(IReadOnlyDictionary<string, long[]> First, IReadOnlyDictionary<string, long[]> Last);
