namespace QaAnalyzer.Tests.Commands;

public class EvaluateCommandTests
{
    /// <summary>
    /// Drafts 5 3 2 4 against people 5 4 2 2. Exact 2 of 4, within one 3 of 4, mean error (0-1+0+2)/4. Quadratic kappa: observed 0+1+0+4 = 5;
    /// expected, every draft against every person over 4: 5→(0+1+9+9), 3→(4+1+1+1), 2→(9+4+0+0), 4→(1+0+4+4) = 19+7+13+9 = 48, 48/4 = 12;
    /// 1 - 5/12 = 0.583.
    /// </summary>
    [Fact]
    public async Task The_numbers_are_those_worked_out_by_hand()
    {
        using var qa = new Qa();
        qa.Write("drafts.jsonl", Draft("a", "5"), Draft("b", "3"), Draft("c", "2"), Draft("d", "4"), Draft("e", "null"), Draft("unseen", "1"));
        qa.Write("gold.csv", "conversation,criterion,score", "a,tone,5", "b,tone,4", "c,tone,2", "d,tone,2", "e,tone,3", "lost,tone,1", "a,other,4");
        var ended = await qa.RunAsync("evaluate", "scores", "--drafts", "drafts.jsonl", "--gold", "gold.csv");
        Assert.Equal((0, ""), (ended.ExitCode, ended.Error));
        Assert.Equal(
            ["criterion\tn\tabstained\texact\twithin-one\tweighted-kappa\tmean-error", "other\t0\t0\t-\t-\t-\t-", "tone\t4\t1\t0.500\t0.750\t0.583\t+0.25"],
            ended.Lines);
    }

    [Fact]
    public async Task Past_reviews_in_conversations_are_gold_too()
    {
        using var qa = new Qa();
        qa.Write("drafts.jsonl", Draft("a", "4"));
        qa.Write("gold.jsonl", """{"id":"a","channel":"chat","utterances":[{"speaker":"agent","text":"hi"}],"reviews":[{"evaluator":"e1","scores":{"tone":3}},{"evaluator":"e2","scores":{"tone":4}}]}""");
        var ended = await qa.RunAsync("evaluate", "scores", "--drafts", "drafts.jsonl", "--gold", "gold.jsonl");

        // The mean of 3 and 4 rounds up to 4; one pair never varies, so there is no kappa.
        Assert.Equal("tone\t1\t0\t1.000\t1.000\t-\t0.00", ended.Lines[1]);
    }

    [Theory]
    [InlineData("{\"id\":1}", "a,tone,5", "drafts.jsonl line 1")]
    [InlineData("", "a,tone,7", "gold.csv line 2: expected a score from 1 to 5, got \"7\"")]
    [InlineData("", "a,tone", "gold.csv line 2: expected 3 fields, got 2")]
    public async Task A_line_that_cannot_be_used_is_named(string draft, string gold, string expected)
    {
        using var qa = new Qa();
        qa.Write("drafts.jsonl", draft);
        qa.Write("gold.csv", "conversation,criterion,score", gold);
        var ended = await qa.RunAsync("evaluate", "scores", "--drafts", "drafts.jsonl", "--gold", "gold.csv");
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
    }

    private static string Draft(string conversation, string score) =>
        $$"""{"conversationId":"{{conversation}}","drafts":[{"criterion":"tone","score":{{score}}}]}""";
}
