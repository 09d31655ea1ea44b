using QaAnalyzer.Agreement;

namespace QaAnalyzer.Tests.Agreement;

public sealed class AgreementTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Perfect_agreement_is_one_everywhere()
    {
        var agreement = OrdinalAgreement.Of([(1, 1), (3, 3), (5, 5)])!;
        Assert.Equal(new OrdinalAgreement(3, 1, 1, 1, 0), agreement);
    }

    [Fact]
    public void Quadratic_weighted_kappa_is_one_minus_observed_over_expected_disagreement()
    {
        // Pairs (1,2) and (5,4): observed squared differences 1 + 1 = 2; expected over the margins (1,5) x (2,4): (1+9+9+1)/2 = 10.
        Assert.Equal(1 - (2.0 / 10), OrdinalAgreement.Of([(1, 2), (5, 4)])!.WeightedKappa!.Value, 9);
    }

    [Fact]
    public void Raters_who_never_vary_have_no_kappa()
    {
        Assert.Null(OrdinalAgreement.Of([(3, 3), (3, 3)])!.WeightedKappa);
        Assert.Null(OrdinalAgreement.Of([]));
    }

    [Fact]
    public void Swapped_scores_give_negative_kappa()
    {
        Assert.Equal(-1, OrdinalAgreement.Of([(1, 5), (5, 1)])!.WeightedKappa!.Value, 9);
    }

    [Fact]
    public void Drafts_are_compared_with_the_mean_of_the_evaluators_and_abstentions_are_counted_apart()
    {
        var drafts = new Dictionary<(string, string), int?> { [("c1", "tone")] = 4, [("c2", "tone")] = null, [("c3", "tone")] = 2 };
        var gold = new Dictionary<(string, string), List<double>> { [("c1", "tone")] = [3, 4], [("c2", "tone")] = [5], [("c3", "tone")] = [4], [("c4", "tone")] = [1] };
        var tone = Assert.Single(DraftComparison.Of(drafts, gold));
        Assert.Equal(("tone", 1, 2, 0.5, 0.5), (tone.Criterion, tone.Abstained, tone.Agreement!.Count, tone.Agreement.Exact, tone.Agreement.WithinOne));
    }

    [Fact]
    public void Gold_scores_are_read_from_conversations_and_from_tables()
    {
        var jsonl = Write(".jsonl", """{"id":"c1","channel":"chat","utterances":[{"speaker":"agent","text":"x"}],"reviews":[{"evaluator":"e1","scores":{"tone":4}},{"evaluator":"e2","scores":{"tone":2}}]}""");
        Assert.Equal([4, 2], GoldScores.Read(jsonl)[("c1", "tone")]);
        var table = Write(".tsv", "conversation\tcriterion\tevaluator\tscore\nc1\ttone\te1\t3.5\n");
        Assert.Equal([3.5], GoldScores.Read(table)[("c1", "tone")]);
    }

    [Theory]
    [InlineData("conversation,criterion\nc1,tone\n", "line 1: expected the columns conversation, criterion, score; \"score\" is missing")]
    [InlineData("conversation,criterion,score\nc1,tone,7\n", "line 2: expected a score from 1 to 5, got \"7\"")]
    [InlineData("conversation,criterion,score\nc1,tone\n", "line 2: expected 3 fields, got 2")]
    public void A_faulty_table_names_line_and_fault(string table, string message)
    {
        Assert.Contains(message, Assert.Throws<FormatException>(() => GoldScores.Read(Write(".csv", table))).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Write(string extension, string text) => _folder.Write("gold" + extension, text);
}
