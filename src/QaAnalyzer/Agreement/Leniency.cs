namespace QaAnalyzer.Agreement;

/// <summary>How many points an evaluator scores above (positive) or below (negative) the others, conversations and criteria allowed for.</summary>
/// <param name="Evaluator">Name as the reviews have it.</param>
/// <param name="Scores">Scores that the estimate rests on.</param>
/// <param name="Points">With its 95 % interval; shrunk towards 0 where scores are few.</param>
public sealed record EvaluatorLeniency(string Evaluator, int Scores, Estimate Points);

/// <summary>Leniency of all evaluators and how the variance of the scores divides.</summary>
public sealed record LeniencyEstimate
{
    /// <summary>No leniency known: fewer than two evaluators.</summary>
    public static LeniencyEstimate None { get; } = new();

    /// <summary>The most lenient first.</summary>
    public IReadOnlyList<EvaluatorLeniency> Evaluators { get; init; } = [];

    /// <summary>Variance between conversations within a criterion, in squared points.</summary>
    public double BetweenConversations { get; init; }

    /// <summary>Variance between evaluators.</summary>
    public double BetweenEvaluators { get; init; }

    /// <summary>What neither explains.</summary>
    public double Residual { get; init; }

    /// <summary>0 for an evaluator that is not known.</summary>
    public double Of(string evaluator) => Evaluators.FirstOrDefault(e => e.Evaluator == evaluator)?.Points.Value ?? 0;

    /// <summary>
    /// Fits score = criterion + conversation within criterion + evaluator + rest, the criterion fixed, the others random, by REML. Takes
    /// conversations as dealt without regard to who gets them; where evaluators share conversations it need not.
    /// </summary>
    public static LeniencyEstimate Of(IReadOnlyCollection<HumanScore> scores)
    {
        var evaluators = scores.Select(s => s.Evaluator).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var criteria = scores.Select(s => s.Criterion).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (evaluators.Count < 2) return None;

        var fit = LeniencyModel.Fit(Units(scores, criteria, evaluators), criteria.Count, evaluators.Count);
        var counts = scores.CountBy(s => s.Evaluator, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return new()
        {
            Evaluators =
            [
                .. evaluators
                    .Select((name, i) => new EvaluatorLeniency(name, counts[name], Interval(fit.Points[i], fit.Errors[i])))
                    .OrderByDescending(e => e.Points.Value).ThenBy(e => e.Evaluator, StringComparer.Ordinal),
            ],
            BetweenConversations = fit.Unit,
            BetweenEvaluators = fit.Evaluator,
            Residual = fit.Residual,
        };
    }

    private static List<LeniencyModel.Unit> Units(IReadOnlyCollection<HumanScore> scores, List<string> criteria, List<string> evaluators)
    {
        var criterionAt = criteria.Select((name, i) => (name, i)).ToDictionary(e => e.name, e => e.i, StringComparer.Ordinal);
        var evaluatorAt = evaluators.Select((name, i) => (name, i)).ToDictionary(e => e.name, e => e.i, StringComparer.Ordinal);
        return
        [
            .. scores.GroupBy(s => (s.Conversation, s.Criterion)).Select(unit => new LeniencyModel.Unit(
                criterionAt[unit.Key.Criterion], [.. unit.Select(s => evaluatorAt[s.Evaluator])], [.. unit.Select(s => s.Score)])),
        ];
    }

    private static Estimate Interval(double value, double error) => new(value, value - (1.96 * error), value + (1.96 * error));
}
