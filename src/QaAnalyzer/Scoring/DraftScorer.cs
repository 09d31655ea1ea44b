using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Scoring;

/// <summary>Turns measures into a draft per criterion. Pure and deterministic: the same measures give the same draft to the byte.</summary>
internal static class DraftScorer
{
    private const int MostEvidence = 12;

    /// <summary>The draft of one criterion; an abstention says why there is none.</summary>
    /// <param name="criterion">Line of the form.</param>
    /// <param name="conversation">What is judged.</param>
    /// <param name="measures">All that the rubric needs.</param>
    /// <param name="learned">What a scorer says; it speaks instead of the rules where it has learned the criterion.</param>
    public static Draft Draft(Criterion criterion, Conversation conversation, MeasureTable measures, IReadOnlyDictionary<string, Draft> learned)
    {
        if (criterion.NotAssessable is { } why) return Abstain(criterion, AbstentionKind.NotAssessable, why);
        if (criterion.Channels.Count > 0 && !criterion.Channels.Contains(conversation.Channel))
            return Abstain(criterion, AbstentionKind.NotApplicable, new("此渠道不适用", "does not apply to this channel"));
        if (!measures.Hold(criterion.AppliesWhen)) return Abstain(criterion, AbstentionKind.NotApplicable, criterion.OtherwiseSay);
        if (learned.TryGetValue(criterion.Id, out var spoken)) return spoken;
        if (criterion.Learned)
            return Abstain(criterion, AbstentionKind.NoScorer, new("还没有训练评分模型：qa train scorer", "no scorer has been trained yet: qa train scorer"));
        if (measures.Lost.Count > 0 && criterion.Rules.SelectMany(r => r.Measures).Any(measures.Lost.Contains))
            return Abstain(criterion, AbstentionKind.DetectorFailed, new("检测程序出错，请人工评分", "a detector failed; please score by hand"));

        var known = new List<RuleOutcome>(criterion.Rules.Count);
        var missing = new List<Sentence>();
        foreach (var rule in criterion.Rules)
        {
            var outcome = Outcome(rule, measures, conversation.Channel);
            if (outcome.Value is null) missing.Add(outcome.Sentence);
            else known.Add(outcome);
        }

        if (known.Count == 0) return Abstain(criterion, AbstentionKind.MissingMeasure, Sentence.Join(missing));
        var value = Combined(known, criterion.Combine);
        return new DraftScore
        {
            Criterion = criterion.Id,
            Score = (int)Math.Round(value, MidpointRounding.AwayFromZero),
            Probabilities = ScoreProbabilities.Around(value),
            Source = DraftSource.Rubric,
            Reason = known is [var alone] ? alone.Sentence : Sentence.Join(known.Select(o => o.Sentence)),
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

    private static double Combined(List<RuleOutcome> known, RuleCombination how)
    {
        double sum = 0, lowest = double.MaxValue;
        foreach (var outcome in known)
        {
            sum += outcome.Value!.Value;
            lowest = Math.Min(lowest, outcome.Value.Value);
        }

        return how == RuleCombination.Lowest ? lowest : sum / known.Count;
    }

    private static Abstention Abstain(Criterion criterion, AbstentionKind kind, Sentence why) => new() { Criterion = criterion.Id, Kind = kind, Reason = why };

    /// <summary>The signals that were counted; where nothing was found, the utterances that were searched.</summary>
    private static List<Evidence> EvidenceOf(List<RuleOutcome> outcomes, Conversation conversation)
    {
        var found = new List<Evidence>();
        foreach (var outcome in outcomes)
        {
            foreach (var measure in outcome.Deciding)
            {
                foreach (var signal in measure.Signals) found.Add(new(signal.Utterance, signal.Span, signal.Tag));
            }
        }

        if (found.Count == 0) return Searched(outcomes, conversation);
        found.Sort(ByPlace);
        var kept = 0;
        for (var i = 0; i < found.Count && kept < MostEvidence; i++)
        {
            if (kept == 0 || found[i] != found[kept - 1]) found[kept++] = found[i];
        }

        found.RemoveRange(kept, found.Count - kept);
        return found;
    }

    private static List<Evidence> Searched(List<RuleOutcome> outcomes, Conversation conversation)
    {
        var isSearched = new bool[conversation.Utterances.Count];
        foreach (var outcome in outcomes)
        {
            foreach (var measure in outcome.Deciding)
            {
                foreach (var utterance in measure.Utterances) isSearched[utterance] = true;
            }
        }

        var searched = new List<Evidence>();
        for (var u = 0; u < isSearched.Length && searched.Count < MostEvidence; u++)
        {
            if (isSearched[u]) searched.Add(new(u, new(0, conversation.Utterances[u].Text.Length), null));
        }

        return searched;
    }

    private static int ByPlace(Evidence a, Evidence b)
    {
        if (a.Utterance != b.Utterance) return a.Utterance.CompareTo(b.Utterance);
        if (a.Span.Start != b.Span.Start) return a.Span.Start.CompareTo(b.Span.Start);
        var tag = string.CompareOrdinal(a.Tag, b.Tag);
        return tag != 0 ? tag : a.Span.End.CompareTo(b.Span.End);
    }
}
