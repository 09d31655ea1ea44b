using QaAnalyzer.Learning;
using QaAnalyzer.Learning.Fitting;

namespace QaAnalyzer.Tests.Learning;

public sealed class FittingTests
{
    [Fact]
    public void The_simplest_candidate_wins_when_the_richest_is_better_by_chance_only()
    {
        double[] rich = [1, 0, 1, 0, 1, 0];
        Assert.Equal(0, Parsimony.Choose([[1.1, 0, 1, 0, 1, 0], rich]));
        Assert.Equal(1, Parsimony.Choose([[2, 1.1, 2, 1, 2, 0.9], rich]));
    }

    [Fact]
    public void A_mean_layer_keeps_the_order_of_the_means_even_when_a_small_sample_contradicts_it()
    {
        double[] means = [2, 2.5, 3, 3.5, 4];
        double[][] contrary = [[0, 0, 0, 0, 1], [0, 0, 0, 1, 0], [0, 0, 1, 0, 0], [0, 1, 0, 0, 0], [1, 0, 0, 0, 0]];
        var layer = MeanLayer.Fit(means, contrary);
        var predicted = means.Select(m => OrdinalTarget.Mean(layer.Predict([m]))).ToArray();
        Assert.Equal(predicted.Order(), predicted);
        Assert.True(predicted[^1] > predicted[0]);
    }

    [Fact]
    public void A_distribution_layer_learns_a_spread_that_depends_on_the_number()
    {
        // At 0 people agree on a 3; away from it they split between the ends.
        var numbers = Enumerable.Range(0, 200).Select(i => new[] { ((i % 5) - 2) / 2.0 }).ToArray();
        var targets = numbers.Select(n => n[0] == 0 ? new double[] { 0, 0, 1, 0, 0 } : [0.5, 0, 0, 0, 0.5]).ToArray();
        var layer = DistributionLayer.Fit(numbers, targets, penalty: 0.5);
        Assert.True(layer.Predict([0])[2] > 0.8);
        Assert.True(layer.Predict([1])[0] > 0.4 && layer.Predict([1])[4] > 0.4);
    }

    [Fact]
    public void Scores_of_several_evaluators_become_shares_and_a_half_score_is_split()
    {
        Assert.Equal([0, 0, 0.25, 0.75, 0], OrdinalTarget.Distribution([3.5, 4])!);
        Assert.Equal([0, 0, 0, 0, 1], OrdinalTarget.Distribution([5])!);
        Assert.Null(OrdinalTarget.Distribution([]));
        Assert.Equal(3.75, OrdinalTarget.Mean(OrdinalTarget.Distribution([3.5, 4])!));
    }
}
