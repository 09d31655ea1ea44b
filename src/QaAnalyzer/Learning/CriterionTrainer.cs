using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning;

/// <summary>
/// From the out-of-fold linear outputs to one criterion's distributions and sets. A hundred reviews can place a criterion's mean, thousands
/// its whole shape beside the other criteria: which layer and penalty, cross-validation decides by the likelihood of the human scores.
/// </summary>
internal static class CriterionTrainer
{
    /// <summary>With fewer a rich layer can look good by luck.</summary>
    private const int LessonsForRich = 400;

    private static readonly (bool Rich, double Penalty)[] Candidates = [(false, 0), (true, 50), (true, 2), (true, 0.5)];

    /// <param name="lessons">Training conversations.</param>
    /// <param name="outputs">Their linear outputs, out of fold.</param>
    /// <param name="fold">Their folds.</param>
    /// <param name="criterion">Which criterion.</param>
    /// <param name="criteria">Ids of all criteria.</param>
    public static CriterionModel Train(IReadOnlyList<Lesson> lessons, double[][] outputs, int[] fold, int criterion, IReadOnlyList<string> criteria)
    {
        var scored = Enumerable.Range(0, lessons.Count).Where(i => lessons[i].Scores(criterion).Length > 0).ToArray();
        var given = scored.Select(i => OrdinalTarget.Distribution(lessons[i].Scores(criterion))!).ToArray();
        int[] folds = [.. scored.Select(i => fold[i])];
        double[][][] heldOut = [.. Candidates.Where(c => !c.Rich || scored.Length >= LessonsForRich).Select(c => OutOfFold(Numbers(c.Rich), given, folds, c.Penalty))];
        var chosen = Parsimony.Choose([.. heldOut.Select(predicted => predicted.Zip(given, Surprise).ToArray())]);
        var (rich, penalty) = Candidates[chosen];

        var sets = PredictionSets.Fit([.. scored.Select((i, j) => (heldOut[chosen][j], lessons[i].Group, lessons[i].Scores(criterion)))]);
        return new(criteria[criterion], scored.Length, 0, rich, Fit(Numbers(rich), given, penalty), sets);

        double[][] Numbers(bool all) => [.. scored.Select(i => CriterionModel.Numbers(outputs[i], criterion, criteria.Count, all))];
    }

    private static double[][] OutOfFold(double[][] numbers, double[][] given, int[] folds, double penalty)
    {
        var predicted = new double[numbers.Length][];
        for (var f = 0; f < ScorerTrainer.Folds; f++)
        {
            int[] used = [.. Enumerable.Range(0, numbers.Length).Where(j => folds[j] != f)];
            var layer = Fit([.. used.Select(j => numbers[j])], [.. used.Select(j => given[j])], penalty);
            for (var j = 0; j < numbers.Length; j++) predicted[j] = folds[j] == f ? layer.Predict(numbers[j]) : predicted[j];
        }

        return predicted;
    }

    private static DistributionLayer Fit(double[][] numbers, double[][] given, double penalty) =>
        penalty > 0 ? DistributionLayer.Fit(numbers, given, penalty) : MeanLayer.Fit([.. numbers.Select(n => n[0])], given);

    /// <summary>Mean negative log probability of the scores that people gave.</summary>
    private static double Surprise(double[] predicted, double[] given) => -given.Zip(predicted, (share, p) => share * Math.Log(p)).Sum();
}
