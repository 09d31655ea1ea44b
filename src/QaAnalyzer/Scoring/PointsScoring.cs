using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Scoring;

/// <summary>A start score, steps up and down, then ceilings and floors; the result stays within 1–5.</summary>
internal static class PointsScoring
{
    public static RuleOutcome Score(PointsRule rule, MeasureTable measures)
    {
        if (AllAbsent(rule, measures)) return new(null, measures[rule.Places[0]].Sentence, []);

        var value = rule.Start;
        double ceiling = 5, floor = 1;
        var deciding = new List<Measure>();
        var said = new List<Sentence>();
        foreach (var step in rule.Steps)
        {
            var times = Times(step, measures);
            if (times == 0) continue;
            value += step.Add * times;
            ceiling = Math.Min(ceiling, step.Ceiling ?? 5);
            floor = Math.Max(floor, step.Floor ?? 1);
            foreach (var condition in step.When)
            {
                if (!deciding.Contains(measures[condition.Place])) deciding.Add(measures[condition.Place]);
            }

            said.Add(step.Say ?? measures[step.When[0].Place].Sentence);
        }

        if (deciding.Count == 0)
        {
            deciding.AddRange(rule.Places.Select(place => measures[place]).Where(m => m.Value is not null));
            said.AddRange(deciding.Take(2).Select(m => m.Sentence));
        }

        // A ceiling wins over a floor: a fault is not made good by a merit.
        return new(Math.Min(Math.Max(value, floor), Math.Max(1, ceiling)), Sentence.Join(said), deciding);
    }

    private static bool AllAbsent(PointsRule rule, MeasureTable measures)
    {
        foreach (var place in rule.Places)
        {
            if (measures[place].Value is not null) return false;
        }

        return rule.Steps.Count > 0;
    }

    private static int Times(PointsStep step, MeasureTable measures)
    {
        if (!step.Per) return measures.Hold(step.When) ? 1 : 0;
        return measures[step.When[0].Place].Value is { } count ? (int)Math.Min(Math.Max(0, count), step.AtMostTimes) : 0;
    }
}
