using QaAnalyzer.Learning;

namespace QaAnalyzer.Tests.Learning;

public sealed class PredictionSetsTests
{
    private static readonly Dictionary<string, double> None = [];

    [Fact]
    public void A_set_grows_from_the_most_probable_score_by_the_more_probable_neighbour()
    {
        double[] probabilities = [0.05, 0.1, 0.5, 0.3, 0.05];
        Assert.Equal([3], new PredictionSets(0.4, None).Of(probabilities, "chat-zh"));
        Assert.Equal([3, 4], new PredictionSets(0.75, None).Of(probabilities, "chat-zh"));
        Assert.Equal([2, 3, 4], new PredictionSets(0.85, None).Of(probabilities, "chat-zh"));
        Assert.Equal([1, 2, 3, 4, 5], new PredictionSets(1.1, None).Of(probabilities, "chat-zh"));
    }

    [Fact]
    public void Calibrated_sets_hold_nine_in_ten_scores_drawn_from_the_distributions()
    {
        var random = new Random(5);
        var items = Enumerable.Range(0, 4000).Select(_ => Item(random)).ToList();
        var sets = PredictionSets.Fit(items[..2000]);
        var inside = items[2000..].Average(i => sets.Of(i.Probabilities, i.Group).Contains((int)i.Scores[0]) ? 1.0 : 0.0);
        Assert.InRange(inside, 0.88, 0.92);
    }

    [Fact]
    public void A_channel_with_few_conversations_uses_the_pooled_sets()
    {
        var random = new Random(5);
        List<(double[], string, double[])> items = [.. Enumerable.Range(0, 300).Select(_ => Item(random)), .. Enumerable.Range(0, 20).Select(_ => Item(random) with { Group = "call-zh" })];
        Assert.Equal(["chat-zh"], PredictionSets.Fit(items).Groups.Keys);
    }

    private static (double[] Probabilities, string Group, double[] Scores) Item(Random random)
    {
        var weights = Enumerable.Range(0, 5).Select(_ => Math.Pow(random.NextDouble(), 3)).ToArray();
        var probabilities = weights.Select(w => w / weights.Sum()).ToArray();
        var (draw, score) = (random.NextDouble(), 1);
        while (score < 5 && draw > probabilities[score - 1]) draw -= probabilities[score++ - 1];
        return (probabilities, "chat-zh", [score]);
    }
}
