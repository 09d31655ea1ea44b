using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Learning;

/// <summary>What turns the linear outputs into one criterion's distribution and prediction set.</summary>
/// <param name="Criterion">Criterion id.</param>
/// <param name="Lessons">Conversations with a human score that it was trained on.</param>
/// <param name="Strength">Regularisation chosen by cross-validation.</param>
/// <param name="Rich">Whether the layer sees all cuts and the other criteria, or the criterion's mean alone.</param>
/// <param name="Layer">From linear outputs to the distribution.</param>
/// <param name="Sets">Prediction sets.</param>
internal sealed record CriterionModel(string Criterion, int Lessons, double Strength, bool Rich, DistributionLayer Layer, PredictionSets Sets)
{
    /// <summary>The distribution over 1–5 for one conversation.</summary>
    /// <param name="outputs">Linear outputs of all criteria.</param>
    /// <param name="at">Which criterion.</param>
    /// <param name="criteria">How many criteria there are; columns beyond theirs are padding.</param>
    public double[] Predict(ReadOnlySpan<double> outputs, int at, int criteria) =>
        Layer.Predict(Numbers(outputs, at, criteria, Rich));

    /// <summary>The criterion's mean; or its own cuts and the mean of each other criterion: people who are pleased with one thing are so with the next.</summary>
    public static double[] Numbers(ReadOnlySpan<double> outputs, int at, int criteria, bool rich)
    {
        if (!rich) return [OrdinalTarget.MeanOfCuts(outputs.Slice(at * OrdinalTarget.Cuts, OrdinalTarget.Cuts))];
        var numbers = new double[OrdinalTarget.Cuts + criteria - 1];
        outputs.Slice(at * OrdinalTarget.Cuts, OrdinalTarget.Cuts).CopyTo(numbers);
        var next = OrdinalTarget.Cuts;
        for (var other = 0; other < criteria; other++)
        {
            if (other != at) numbers[next++] = OrdinalTarget.MeanOfCuts(outputs.Slice(other * OrdinalTarget.Cuts, OrdinalTarget.Cuts));
        }

        return numbers;
    }
}
