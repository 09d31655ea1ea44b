using QaAnalyzer.Conversations;
using QaAnalyzer.Scoring;

namespace QaAnalyzer.Learning.Service;

/// <summary>Lets rules and scorer draft conversations that people have scored, on all cores, in order.</summary>
internal static class Judges
{
    /// <param name="rules">The rubric's pipeline without a scorer.</param>
    /// <param name="scorer">As trained.</param>
    /// <param name="conversations">With the reviews that judge; ids tell them apart.</param>
    /// <param name="isFresh">Whether a conversation was first reviewed after training.</param>
    public static IReadOnlyList<Judgement> Of(
        AnalysisPipeline rules, LearnedScorer scorer, IReadOnlyList<Conversation> conversations, Func<string, bool> isFresh)
    {
        string[] criteria = [.. scorer.Criteria];
        return [.. conversations.AsParallel().AsOrdered().SelectMany(One)];

        IEnumerable<Judgement> One(Conversation conversation)
        {
            if (rules.Read(conversation) is not { } context || rules.Neutral(context, scorer.Neutral) is not { } neutral) return [];
            var distributions = scorer.Distributions(context, neutral);
            var drafts = rules.Analyze(conversation).Drafts.ToDictionary(d => d.Criterion, StringComparer.Ordinal);
            return
                from k in Enumerable.Range(0, criteria.Length)
                let scores = conversation.Reviews.Where(r => r.Scores.ContainsKey(criteria[k])).Select(r => r.Scores[criteria[k]]).ToArray()
                where scores.Length > 0
                select new Judgement
                {
                    Conversation = conversation.Id,
                    Criterion = criteria[k],
                    IsFresh = isFresh(conversation.Id),
                    Group = Lesson.GroupOf(context.Conversation),
                    Probabilities = distributions[k],
                    Rule = (drafts.GetValueOrDefault(criteria[k]) as DraftScore)?.Score,
                    Scores = scores,
                };
        }
    }
}
