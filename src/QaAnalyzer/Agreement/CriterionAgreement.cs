using QaAnalyzer.Reviews;

namespace QaAnalyzer.Agreement;

/// <summary>Agreement on one criterion: drafts with people and people with each other, blind and prefilled kept apart.</summary>
public sealed record CriterionAgreement
{
    /// <summary>From this share of one score on, kappa and alpha are low even where raters agree (Feinstein and Cicchetti, 1990).</summary>
    public const double HighPrevalence = 0.8;

    private const ulong Seed = 20260105;

    public required string Criterion { get; init; }

    public required int Conversations { get; init; }

    public required int Evaluators { get; init; }

    public required AgreementFigures DraftBlind { get; init; }

    public required AgreementFigures DraftPrefilled { get; init; }

    /// <summary>People who did not see a draft: what a perfect draft could reach.</summary>
    public required AgreementFigures PeopleBlind { get; init; }

    public required AgreementFigures PeoplePrefilled { get; init; }

    /// <summary>Exact agreement with the draft, prefilled minus blind: how far a shown draft pulls. Null while either side is too few.</summary>
    public Estimate? Anchoring { get; init; }

    /// <summary>The most frequent whole score and its share of the people's scores.</summary>
    public required (int Score, double Share) Commonest { get; init; }

    public bool IsPrevalent => Commonest.Share >= HighPrevalence;

    /// <param name="scores">Of one criterion, each evaluator at most once per conversation.</param>
    public static CriterionAgreement Of(string criterion, IReadOnlyList<HumanScore> scores)
    {
        var (blind, prefilled) = (Drafts(scores, Presentation.Blind), Drafts(scores, Presentation.Prefilled));
        var commonest = scores.CountBy(s => RatingSums.Index(s.Score) + 1).OrderByDescending(c => c.Value).ThenBy(c => c.Key).First();
        return new()
        {
            Criterion = criterion,
            Conversations = scores.Select(s => s.Conversation).Distinct(StringComparer.Ordinal).Count(),
            Evaluators = scores.Select(s => s.Evaluator).Distinct(StringComparer.Ordinal).Count(),
            DraftBlind = AgreementFigures.Of(blind, Seed),
            DraftPrefilled = AgreementFigures.Of(prefilled, Seed + 1),
            PeopleBlind = AgreementFigures.Of(People(scores, Presentation.Blind), Seed + 2),
            PeoplePrefilled = AgreementFigures.Of(People(scores, Presentation.Prefilled), Seed + 3),
            Anchoring = AnchoringOf(prefilled, blind),
            Commonest = (commonest.Key, commonest.Value / (double)scores.Count),
        };
    }

    private static List<double[]> Drafts(IEnumerable<HumanScore> scores, Presentation shown) =>
    [
        .. scores.Where(s => s.Shown == shown && s.Draft is not null).GroupBy(s => (s.Conversation, s.Draft))
            .Select(g => RatingSums.OfDraft(g.Key.Draft!.Value, [.. g.Select(s => s.Score)])),
    ];

    private static List<double[]> People(IEnumerable<HumanScore> scores, Presentation shown) =>
    [
        .. scores.Where(s => s.Shown == shown).GroupBy(s => s.Conversation, StringComparer.Ordinal)
            .Select(g => RatingSums.OfPeople([.. g.Select(s => s.Score)])),
    ];

    // Two independent samples: the difference of two independent resamples is a resample of the difference.
    private static Estimate? AnchoringOf(List<double[]> prefilled, List<double[]> blind)
    {
        if (Math.Min(prefilled.Count, blind.Count) < AgreementFigures.Enough) return null;

        var whole = Exact(Sum(prefilled)) - Exact(Sum(blind));
        return Estimate.Of(whole, Bootstrap.Sums(prefilled, Seed + 4).Select(Exact).Zip(Bootstrap.Sums(blind, Seed + 5).Select(Exact), (p, b) => p - b));
    }

    private static double Exact(double[] sums) => AgreementFigures.Of(sums)[(int)Statistic.Exact];

    private static double[] Sum(List<double[]> conversations) =>
        conversations.Aggregate(new double[RatingSums.Length], (sum, c) => [.. sum.Zip(c, (a, b) => a + b)]);
}
