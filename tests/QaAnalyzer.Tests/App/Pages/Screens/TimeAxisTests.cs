using QaAnalyzer.App.Pages;
using QaAnalyzer.App.Pages.Screens;
using QaAnalyzer.Conversations;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests.App.Pages.Screens;

public class TimeAxisTests
{
    [Fact]
    public void Bars_lie_at_their_share_of_the_length()
    {
        var axis = Of((0, 10), (50, 75), (90, 100))!;
        Assert.Equal(100, axis.Seconds);
        Assert.Equal([(0d, 100d), (500, 250), (900, 100)], axis.Bars.Select(b => (b.X, b.Width)));
    }

    [Fact]
    public void A_message_without_an_end_is_thin_and_stays_inside()
    {
        var axis = Of((0, null), (100, null))!;
        Assert.All(axis.Bars, b => Assert.InRange(b.X + b.Width, 3, 1000));
    }

    [Fact]
    public void Without_times_there_is_no_axis() => Assert.Null(Of((null, null), (null, null)));

    private static TimeAxis? Of(params (double? Start, double? End)[] times)
    {
        var utterances = times.Select(t => new Utterance { Speaker = Speaker.Customer, Text = "好", Start = t.Start, End = t.End });
        var conversation = new Conversation { Id = "c1", Channel = Channel.Call, Utterances = [.. utterances] };
        return TimeAxis.Of(TranscriptView.Of(new() { Key = 1, Conversation = conversation, Rubric = ReviewSamples.Rubric, RubricChoices = [] }));
    }
}
