using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning;

/// <summary>
/// From the out-of-fold linear outputs to one criterion's distributions and sets. A hundred reviews can place a criterion's mean, thousands
/// its whole shape beside the other criteria: which layer and penalty, cross-validation decides by the likelihood of the human scores.
/// </summary>
internal static class CriterionTrainer
{
    private static readonly (bool Rich, double Penalty)[] Candidates = [(false, 2), (true, 50), (true, 2)];

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
        var (loss, rich, penalty, heldOut) = Candidates.Select(candidate =>
        {
            var numbers = Numbers(candidate.Rich);
            var predicted = OutOfFold(numbers, given, folds, candidate.Penalty);
            return (Loss: Loss(predicted, given), candidate.Rich, candidate.Penalty, HeldOut: predicted);
        }).MinBy(c => c.Loss);

        var sets = PredictionSets.Fit([.. scored.Select((i, j) => (heldOut[j], lessons[i].Group, lessons[i].Scores(criterion)))]);
        return new(criteria[criterion], scored.Length, 0, rich, DistributionLayer.Fit(Numbers(rich), given, penalty), sets);

        double[][] Numbers(bool all) => [.. scored.Select(i => CriterionModel.Numbers(outputs[i], criterion, criteria.Count, all))];
    }

    private static double[][] OutOfFold(double[][] numbers, double[][] given, int[] folds, double penalty)
    {
        var predicted = new double[numbers.Length][];
        for (var f = 0; f < ScorerTrainer.Folds; f++)
        {
            int[] used = [.. Enumerable.Range(0, numbers.Length).Where(j => folds[j] != f)];
            var layer = DistributionLayer.Fit([.. used.Select(j => numbers[j])], [.. used.Select(j => given[j])], penalty);
            for (var j = 0; j < numbers.Length; j++) predicted[j] = folds[j] == f ? layer.Predict(numbers[j]) : predicted[j];
        }

        return predicted;
    }

    private static double Loss(double[][] predicted, double[][] given) => predicted.Zip(given).Sum(p => -p.First.Zip(p.Second).Sum(s => s.Second * Math.Log(s.First)));
}
