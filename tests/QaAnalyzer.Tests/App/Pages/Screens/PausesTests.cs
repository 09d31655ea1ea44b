using QaAnalyzer.App.Pages.Screens;
using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;

namespace QaAnalyzer.Tests.App.Pages.Screens;

public class PausesTests
{
    [Fact]
    public void In_a_call_a_silence_of_dead_air_is_shown() => Assert.Equal([null, 8, null], Of(Channel.Call, (0, 2), (10, 12), (13, 14)));

    [Fact]
    public void In_a_chat_a_pause_counts_from_the_reply_target_on() => Assert.Equal([null, null, 60], Of(Channel.Chat, (0, null), (59, null), (119, null)));

    [Fact]
    public void Segments_of_one_speaker_that_overlap_are_no_simultaneous_speech() => Assert.Equal(
        [null, null],
        Pauses.Of(new() { Id = "c1", Channel = Channel.Call, Utterances = [Said(Speaker.Agent, 0, 5), Said(Speaker.Agent, 3, 6)] }, Thresholds.Default));

    [Fact]
    public void Speech_before_the_other_has_ended_is_a_negative_pause() => Assert.Equal([null, -1.5, null], Of(Channel.Call, (0, 5), (3.5, 6), (6.5, 7)));

    [Fact]
    public void A_short_word_into_long_speech_overlaps_as_long_as_it_lasts() => Assert.Equal([null, -0.5], Of(Channel.Call, (0, 5), (3.5, 4)));

    [Fact]
    public void Without_times_nothing_is_known() => Assert.Equal([null, null], Of(Channel.Chat, (null, null), (null, null)));

    private static IReadOnlyList<double?> Of(Channel channel, params (double? Start, double? End)[] times) => Pauses.Of(
        new() { Id = "c1", Channel = channel, Utterances = [.. times.Select((t, i) => Said(i % 2 == 0 ? Speaker.Customer : Speaker.Agent, t.Start, t.End))] },
        Thresholds.Default);

    private static Utterance Said(Speaker speaker, double? start, double? end) => new() { Speaker = speaker, Text = "好", Start = start, End = end };
}
