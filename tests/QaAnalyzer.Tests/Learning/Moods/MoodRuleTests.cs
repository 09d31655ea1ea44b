using QaAnalyzer.Learning.Moods;

namespace QaAnalyzer.Tests.Learning.Moods;

public sealed class MoodRuleTests
{
    [Fact]
    public void Without_need_the_most_probable_mood_is_told()
    {
        var rule = MoodRule.Fit([[0.8, 0.1, 0.1], [0.1, 0.8, 0.1], [0.1, 0.8, 0.1], [0.1, 0.1, 0.8]], [Mood.Dissatisfied, Mood.Neutral, Mood.Neutral, Mood.Satisfied]);

        Assert.Equal(new(1, 1), rule);
    }

    [Fact]
    public void Rare_moods_get_larger_factors()
    {
        // Satisfied is said in one of eight, dissatisfied in two, and neither is ever the most probable.
        var rule = MoodRule.Fit(
            [[0.4, 0.5, 0.1], [0.4, 0.5, 0.1], [0.1, 0.8, 0.1], [0.1, 0.8, 0.1], [0.1, 0.8, 0.1], [0.1, 0.8, 0.1], [0.1, 0.8, 0.1], [0.1, 0.6, 0.3]],
            [Mood.Dissatisfied, Mood.Dissatisfied, Mood.Neutral, Mood.Neutral, Mood.Neutral, Mood.Neutral, Mood.Neutral, Mood.Satisfied]);

        Assert.True(1 < rule.Dissatisfied && rule.Dissatisfied < rule.Satisfied, $"{rule}");
        Assert.Equal(Mood.Dissatisfied, rule.Of([0.4, 0.5, 0.1]));
        Assert.Equal(Mood.Satisfied, rule.Of([0.1, 0.6, 0.3]));
        Assert.Equal(Mood.Neutral, rule.Of([0.1, 0.8, 0.1]));
    }

    [Fact]
    public void A_mood_that_nobody_said_has_a_factor_all_the_same()
    {
        var rule = MoodRule.Fit([[0.6, 0.3, 0.1], [0.2, 0.7, 0.1]], [Mood.Dissatisfied, Mood.Neutral]);

        Assert.True(double.IsFinite(rule.Satisfied), $"{rule}");
    }
}
