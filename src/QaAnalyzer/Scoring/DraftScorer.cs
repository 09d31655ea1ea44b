using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Scoring;

/// <summary>Turns measures into a draft per criterion. Pure and deterministic: the same measures give the same draft to the byte.</summary>
internal static class DraftScorer
{
    private const int MostEvidence = 12;

    public static Draft Draft(Criterion criterion, Conversation conversation, MeasureTable measures)
    {
        if (criterion.NotAssessable is { } why) return Abstain(criterion, AbstentionKind.NotAssessable, why);
        if (criterion.Channels.Count > 0 && !criterion.Channels.Contains(conversation.Channel))
            return Abstain(criterion, AbstentionKind.NotApplicable, new("此渠道不适用", "does not apply to this channel"));
        if (!measures.Hold(criterion.AppliesWhen)) return Abstain(criterion, AbstentionKind.NotApplicable, criterion.OtherwiseSay);
        if (measures.Lost.Count > 0 && criterion.Rules.SelectMany(r => r.Measures).Any(measures.Lost.Contains))
            return Abstain(criterion, AbstentionKind.DetectorFailed, new("检测程序出错，请人工评分", "a detector failed; please score by hand"));

        var outcomes = criterion.Rules.Select(rule => Outcome(rule, measures, conversation.Channel)).ToList();
        var known = outcomes.Where(o => o.Value is not null).ToList();
        if (known.Count == 0) return Abstain(criterion, AbstentionKind.MissingMeasure, Sentence.Join(outcomes.Select(o => o.Sentence).Distinct()));

        var value = criterion.Combine == RuleCombination.Lowest ? known.Min(o => o.Value!.Value) : known.Average(o => o.Value!.Value);
        return new DraftScore
        {
            Criterion = criterion.Id,
            Score = (int)Math.Round(value, MidpointRounding.AwayFromZero),
            Probabilities = ScoreProbabilities.Around(value),
            Source = DraftSource.Rubric,
            Reason = Sentence.Join(known.Select(o => o.Sentence)),
            Evidence = EvidenceOf(known, conversation),
        };
    }

    private static RuleOutcome Outcome(ScoreRule rule, MeasureTable measures, Channel channel) => rule switch
    {
        ScaleRule scale => ScaleScoring.Score(scale, measures, channel),
        ChecklistRule checklist => ChecklistScoring.Score(checklist, measures),
        PointsRule points => PointsScoring.Score(points, measures),
        _ => throw new InvalidOperationException($"rule kind {rule.GetType().Name}"),
    };

    private static Abstention Abstain(Criterion criterion, AbstentionKind kind, Sentence why) => new() { Criterion = criterion.Id, Kind = kind, Reason = why };

    /// <summary>The signals that were counted; where nothing was found, the utterances that were searched.</summary>
    private static List<Evidence> EvidenceOf(List<RuleOutcome> outcomes, Conversation conversation)
    {
        var measures = outcomes.SelectMany(o => o.Deciding).ToList();
        var found = measures
            .SelectMany(m => m.Signals)
            .Select(s => new Evidence(s.Utterance, s.Span, s.Tag))
            .Distinct()
            .OrderBy(e => e.Utterance).ThenBy(e => e.Span.Start).ThenBy(e => e.Tag, StringComparer.Ordinal)
            .Take(MostEvidence)
            .ToList();
        if (found.Count > 0) return found;

        return [.. measures
            .SelectMany(m => m.Utterances)
            .Distinct()
            .Order()
            .Take(MostEvidence)
            .Select(u => new Evidence(u, new(0, conversation.Utterances[u].Text.Length), null))];
    }
}
