using QaAnalyzer.Agreement;
using QaAnalyzer.Reviews;

namespace QaAnalyzer.Tests.Agreement;

public class LeniencyTests
{
    private static readonly Dictionary<string, double> Planted = new(StringComparer.Ordinal) { ["strict"] = -0.6, ["fair"] = 0, ["kind"] = 0.2, ["generous"] = 0.4 };

    [Theory]
    [InlineData(3)]
    [InlineData(2)]
    public void Planted_leniency_is_recovered_within_its_interval(int perConversation)
    {
        var estimate = LeniencyEstimate.Of(new Panel(7).Score(400, Planted, perConversation, whole: false));
        Assert.Equal(["generous", "kind", "fair", "strict"], estimate.Evaluators.Select(e => e.Evaluator));
        foreach (var (name, points) in Planted)
        {
            var found = estimate.Evaluators.First(e => e.Evaluator == name).Points;
            Assert.InRange(points, found.Low, found.High);
            Assert.InRange(found.Value, points - 0.12, points + 0.12);
        }
    }

    /// <summary>Balanced data have a closed form: the moments of a two-way analysis of variance without repetition are the REML estimates.</summary>
    [Fact]
    public void Balanced_scores_give_the_variances_of_the_textbook_table()
    {
        double[][] table = [[2, 3, 3, 4], [1, 2, 2, 3], [4, 4, 5, 5], [3, 4, 3, 5], [1, 1, 2, 2], [5, 4, 5, 5]];
        var scores = table.SelectMany((row, c) => row.Select((score, e) => Score($"c{c}", $"e{e}", score))).ToList();
        var (rows, columns, mean) = (6.0, 4.0, table.Average(r => r.Average()));
        var rowMean = table.Select(r => r.Average()).ToArray();
        var columnMean = Enumerable.Range(0, 4).Select(e => table.Average(r => r[e])).ToArray();
        var residual = table.SelectMany((r, c) => r.Select((s, e) => Math.Pow(s - rowMean[c] - columnMean[e] + mean, 2))).Sum() / ((rows - 1) * (columns - 1));
        var between = ((columns * rowMean.Sum(m => Math.Pow(m - mean, 2)) / (rows - 1)) - residual) / columns;
        var evaluators = ((rows * columnMean.Sum(m => Math.Pow(m - mean, 2)) / (columns - 1)) - residual) / rows;

        var estimate = LeniencyEstimate.Of(scores);
        Assert.Equal(residual, estimate.Residual, 2);
        Assert.Equal(between, estimate.BetweenConversations, 2);
        Assert.Equal(evaluators, estimate.BetweenEvaluators, 2);

        // The effect is the deviation of the column mean, shrunk by its reliability.
        var reliability = evaluators / (evaluators + (residual / rows));
        Assert.Equal((columnMean[3] - mean) * reliability, estimate.Of("e3"), 2);
    }

    [Fact]
    public void An_agent_who_met_only_strict_evaluators_is_raised_to_where_the_others_stand()
    {
        var scores = new Panel(3).Score(300, Planted, 3, whole: false)
            .Where(s => s.AgentId == "A2" ? s.Evaluator != "generous" : s.Evaluator != "strict").ToList();
        var agents = AgentMean.Of(scores, LeniencyEstimate.Of(scores)).ToDictionary(a => a.AgentId, StringComparer.Ordinal);
        var (raw, free) = (agents["A1"].Raw - agents["A2"].Raw, agents["A1"].LeniencyFree - agents["A2"].LeniencyFree);
        Assert.InRange(Math.Abs(free), 0, Math.Abs(raw) / 2);
    }

    [Fact]
    public void One_evaluator_alone_has_no_leniency()
    {
        Assert.Same(LeniencyEstimate.None, LeniencyEstimate.Of([Score("c1", "e1", 3), Score("c2", "e1", 4)]));
        Assert.Equal(0, LeniencyEstimate.None.Of("e1"));
    }

    [Fact]
    public void Evaluators_who_always_agree_are_all_equally_lenient()
    {
        var estimate = LeniencyEstimate.Of([.. Enumerable.Range(1, 5).SelectMany(c => new[] { Score($"c{c}", "e1", c), Score($"c{c}", "e2", c) })]);
        Assert.All(estimate.Evaluators, e => Assert.Equal(0, e.Points.Value, 6));
    }

    private static HumanScore Score(string conversation, string evaluator, double score) =>
        new() { Conversation = conversation, Criterion = "tone", Evaluator = evaluator, Score = score, Shown = Presentation.Blind };
}
