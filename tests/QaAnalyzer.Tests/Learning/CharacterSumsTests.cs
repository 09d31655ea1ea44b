using QaAnalyzer.Learning.Explaining;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Tests.Learning;

public sealed class CharacterSumsTests
{
    [Fact]
    public void The_strongest_run_is_where_contributions_in_the_direction_of_the_total_add_up()
    {
        var sums = Of("abcdefgh", (1, 3, 0.3), (2, 4, 0.3), (4, 5, -0.1), (7, 8, 0.05));
        Assert.Equal(0.55, sums.Total(0, 0), 12);
        Assert.Equal((1, 4), Run(sums));
    }

    [Fact]
    public void A_negative_total_points_to_what_pulls_down()
    {
        var sums = Of("abcdefgh", (0, 2, 0.1), (5, 7, -0.4));
        Assert.Equal((5, 7), Run(sums));
    }

    [Fact]
    public void Contributions_that_cancel_do_not_lengthen_a_run()
    {
        // 0.1 + 0.2 − 0.3 is not 0 in floating point.
        var sums = Of("abcdefgh", (0, 2, 0.1), (0, 2, 0.2), (0, 2, -0.3), (2, 4, 1), (4, 8, 0.1), (4, 8, 0.2), (4, 8, -0.3));
        Assert.Equal((2, 4), Run(sums));
    }

    [Fact]
    public void Utterances_and_criteria_are_kept_apart_and_nothing_stays_from_the_conversation_before()
    {
        NormalizedText[] texts = [new(), new()];
        texts[0].Set("abc");
        texts[1].Set("defg");
        var sums = new CharacterSums(2);
        for (var round = 0; round < 2; round++)
        {
            sums.Start(texts, 2);
            sums.Add(new(0, 0, 0, 3), [0.3, 0, 0, 0]);
            sums.Add(new(1, 1, 2, 4), [0.1, -0.4, 0, 0]);
        }

        Assert.Equal([0.3, 0, 0.1, -0.4], new[] { sums.Total(0, 0), sums.Total(0, 1), sums.Total(1, 0), sums.Total(1, 1) });
        Assert.Equal((0, 3), sums.StrongestRun(0, 0));
        Assert.Null(sums.StrongestRun(0, 1));
        Assert.Equal((2, 4), sums.StrongestRun(1, 1));
    }

    [Fact]
    public void Nothing_added_is_no_run()
    {
        Assert.Null(Of("abc").StrongestRun(0, 0));
    }

    private static CharacterSums Of(string words, params (int Start, int End, double Points)[] contributions)
    {
        var text = new NormalizedText();
        text.Set(words);
        var sums = new CharacterSums(1);
        sums.Start([text], 1);
        foreach (var (start, end, points) in contributions) sums.Add(new(0, 0, start, end), [points, 0, 0, 0]);
        return sums;
    }

    private static (int Start, int End) Run(CharacterSums sums) => sums.StrongestRun(0, 0)!.Value;
}
