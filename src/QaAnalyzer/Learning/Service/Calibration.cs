using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning.Service;

/// <summary>Prediction sets made anew from conversations that the scorer was never trained on, and how well such sets do.</summary>
internal static class Calibration
{
    /// <summary>With fewer conversations the sets of training stay.</summary>
    public const int LeastConversations = 50;

    private const int Folds = 5;

    /// <param name="judgements">Of one criterion.</param>
    /// <param name="inForce">The sets until now.</param>
    public static (PredictionSets Sets, SetCoverage? Coverage) Of(IReadOnlyList<Judgement> judgements, PredictionSets inForce)
    {
        if (judgements.Count < LeastConversations) return (inForce, null);
        var inside = new List<(double Share, int Size)>();
        for (var fold = 0; fold < Folds; fold++)
        {
            var sets = PredictionSets.Fit(Items(judgements.Where(j => FoldOf(j) != fold)));
            inside.AddRange(judgements.Where(j => FoldOf(j) == fold).Select(j => Inside(j, sets)));
        }

        List<Judgement> fresh = [.. judgements.Where(j => j.IsFresh)];
        double? before = fresh.Count == 0 ? null : Math.Round(fresh.Average(j => Inside(j, inForce).Share), 4);
        return (
            PredictionSets.Fit(Items(judgements)),
            new(judgements.Count, Math.Round(inside.Average(i => i.Share), 4), Math.Round(inside.Average(i => i.Size), 3), before));
    }

    private static (double Share, int Size) Inside(Judgement judgement, PredictionSets sets)
    {
        var set = sets.Of(judgement.Probabilities, judgement.Group);
        return (judgement.Scores.Average(s => set.Contains((int)Math.Round(s, MidpointRounding.AwayFromZero)) ? 1.0 : 0.0), set.Length);
    }

    private static List<(double[] Probabilities, string Group, double[] Scores)> Items(IEnumerable<Judgement> judgements) =>
        [.. judgements.Select(j => (j.Probabilities, j.Group, j.Scores))];

    /// <summary>By the conversation, so that it does not depend on the order of reviews.</summary>
    private static int FoldOf(Judgement judgement) => (int)(Hash.Mix(Hash.Of(judgement.Conversation)) % Folds);
}
