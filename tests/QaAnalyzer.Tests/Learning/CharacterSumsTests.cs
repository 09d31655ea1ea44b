using QaAnalyzer.Learning.Explaining;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Tests.Learning;

public sealed class CharacterSumsTests
{
    [Fact]
    public void The_strongest_run_is_where_contributions_in_the_direction_of_the_total_add_up()
    {
        var sums = Of("abcdefgh", (1, 3, 0.3), (2, 4, 0.3), (4, 5, -0.1), (7, 8, 0.05));
        Assert.Equal(0.55, sums.Total(0), 12);
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
    public void Nothing_added_is_no_run()
    {
        Assert.Null(Of("abc").StrongestRun(0));
    }

    private static CharacterSums Of(string words, params (int Start, int End, double Points)[] contributions)
    {
        var text = new NormalizedText();
        text.Set(words);
        var sums = new CharacterSums(text, 1);
        foreach (var (start, end, points) in contributions) sums.Add(start, end, [points]);
        return sums;
    }

    private static (int Start, int End) Run(CharacterSums sums)
    {
        var run = sums.StrongestRun(0)!.Value;
        return (run.Start, run.End);
    }
}
