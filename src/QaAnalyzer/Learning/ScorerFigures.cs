using QaAnalyzer.Agreement;

namespace QaAnalyzer.Learning;

/// <summary>How a scorer does on one criterion of conversations that it was not trained on; the mean of all evaluators counts as the truth.</summary>
/// <param name="Criterion">Criterion id.</param>
/// <param name="Count">Conversations.</param>
/// <param name="Spearman">Rank correlation of the means; the mean over folds; null where it cannot be computed.</param>
/// <param name="MatchDistance">Mean NMD.</param>
/// <param name="Divergence">Mean RSNOD.</param>
/// <param name="Scores">Drafted score against the rounded mean.</param>
/// <param name="Coverage">Share of single human scores inside the prediction set.</param>
/// <param name="MeanCoverage">Share of rounded means inside.</param>
/// <param name="SetSize">Mean number of scores in a set.</param>
/// <param name="Abstained">Share of conversations whose set says nothing.</param>
public sealed record ScorerFigures(
    string Criterion, int Count, double? Spearman, double MatchDistance, double Divergence, OrdinalAgreement Scores,
    double Coverage, double MeanCoverage, double SetSize, double Abstained)
{
    internal static ScorerFigures Of(string criterion, IReadOnlyList<HeldOut> items)
    {
        var folds = items.GroupBy(i => i.Fold).OrderBy(g => g.Key).Select(g => Agreement.Spearman.Of(
            [.. g.Select(i => OrdinalTarget.Mean(i.Probabilities))], [.. g.Select(i => OrdinalTarget.Mean(i.Truth))]));
        return new(
            criterion,
            items.Count,
            folds.Average(),
            items.Average(i => BinnedDistributions.MatchDistance(i.Probabilities, i.Truth)),
            items.Average(i => BinnedDistributions.OrderAwareDivergence(i.Probabilities, i.Truth)),
            OrdinalAgreement.Of([.. items.Select(i => (Rounded(OrdinalTarget.Mean(i.Probabilities)), Rounded(OrdinalTarget.Mean(i.Truth))))])!,
            items.Average(i => i.Scores.Average(s => i.Set.Contains(Rounded(s)) ? 1.0 : 0.0)),
            items.Average(i => i.Set.Contains(Rounded(OrdinalTarget.Mean(i.Truth))) ? 1.0 : 0.0),
            items.Average(i => (double)i.Set.Length),
            items.Average(i => i.Set.Length == OrdinalTarget.Scores ? 1.0 : 0.0));
    }

    private static int Rounded(double score) => (int)Math.Round(score, MidpointRounding.AwayFromZero);
}

/// <summary>A held-out prediction with what people gave.</summary>
internal sealed record HeldOut(int Fold, double[] Probabilities, int[] Set, double[] Truth, double[] Scores);
