using QaAnalyzer.Learning.Moods;

namespace QaAnalyzer.Tests.Learning.Moods;

public sealed class MoodTurnTests
{
    [Fact]
    public void A_conversation_that_ends_well_turns_at_the_first_good_word()
    {
        var turn = Assert.Single(MoodTurn.Of(Levels(-0.8, -0.6, -0.7, 0.6, 0.8, 0.7)));

        Assert.Equal(6, turn.Utterance);
        Assert.True(turn.IsRise);
        Assert.Equal((-0.7, 0.7), (turn.Before, turn.After));
    }

    [Fact]
    public void One_angry_word_is_no_turn() => Assert.Empty(MoodTurn.Of(Levels(0.1, 0.2, -0.3, 0.1, 0.2)));

    [Fact]
    public void A_mood_that_stays_does_not_turn() => Assert.Empty(MoodTurn.Of(Levels(-0.9, -0.9, -0.9, -0.9)));

    [Fact]
    public void Two_utterances_are_too_few() => Assert.Empty(MoodTurn.Of(Levels(-1, 1)));

    [Fact]
    public void Turns_stand_apart_and_in_order()
    {
        var turns = MoodTurn.Of(Levels(0.7, 0.8, 0.7, -0.8, -0.8, -0.8, 0.9, 0.9, 0.9));

        Assert.Equal([6, 12], turns.Select(t => t.Utterance));
        Assert.Equal([false, true], turns.Select(t => t.IsRise));
    }

    /// <summary>Every second utterance is the customer's.</summary>
    private static List<UtteranceMood> Levels(params double[] levels) => [.. levels.Select((level, i) =>
        new UtteranceMood(2 * i, Mood.Neutral, level > 0 ? [0, 1 - level, level] : [-level, 1 + level, 0]))];
}
