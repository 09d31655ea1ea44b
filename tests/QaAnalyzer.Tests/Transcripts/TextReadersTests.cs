using QaAnalyzer.Conversations;

namespace QaAnalyzer.Tests.Transcripts;

/// <summary>WebVTT, SubRip and chat logs.</summary>
public sealed class TextReadersTests
{
    [Fact]
    public void WebVtt_voices_are_speakers_and_markup_is_dropped() =>
        Assert.Equal("agent 1-2.5 Good morning & welcome\ncustomer 3603-3604 Hi there", Reading.Lines(Reading.One(Samples.WebVtt)));

    [Fact]
    public void Several_voices_of_a_cue_are_utterances_of_their_own() => Assert.Equal(
        "agent 1-2 One\ncustomer 1-2 Two",
        Reading.Lines(Reading.One("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>One</v> <v Caller>Two</v>\n")));

    [Fact]
    public void A_colon_in_a_sentence_makes_no_speaker()
    {
        var call = Reading.One("WEBVTT\n\n00:01.000 --> 00:02.000\nAgent: Hello\n\n00:03.000 --> 00:04.000\nPlease note: http://x.example\n\n00:05.000 --> 00:06.000\nand more\n\n00:07.000 --> 00:08.000\nCaller: ok\n\n00:09.000 --> 00:09.500\nfine\n\n00:10.000 --> 00:10.500\nbye\n");
        Assert.Equal("agent 1-2 Hello\nagent 3-4 Please note: http://x.example\nagent 5-6 and more\ncustomer 7-8 ok\ncustomer 9-9.5 fine\ncustomer 10-10.5 bye", Reading.Lines(call));
    }

    [Fact]
    public void Srt_names_are_speakers_and_wrapped_lines_are_joined() => Assert.Equal("agent 1-2.5 您好请讲\ncustomer 3-4 我要退货", Reading.Lines(Reading.One(Samples.Srt)));

    [Fact]
    public void Windows_line_ends_are_fine() => Assert.Equal(2, Reading.One(Samples.Srt.Replace("\n", "\r\n", StringComparison.Ordinal)).Utterances.Count);

    [Fact]
    public void A_bad_cue_time_is_rejected_with_its_line() => Assert.Equal(
        "expected times such as 00:01:02.345 --> 00:01:04.000 in line 7, got \"00:00:0x,000 --> 00:00:04,000\"",
        Reading.Refused(Samples.Srt.Replace("00:00:03,", "00:00:0x,", StringComparison.Ordinal)).Reason);

    [Fact]
    public void A_chat_log_goes_on_over_lines_and_midnight()
    {
        var chat = Reading.One(Samples.ChatLog);
        Assert.Equal("customer 0- 在吗\n我想问一下\nagent 8- 在的\ncustomer 15- 好", Reading.Lines(chat));
        Assert.Equal((Channel.Chat, null), (chat.Channel, chat.StartedAt));
    }

    [Fact]
    public void Dates_and_minutes_are_read()
    {
        var chat = Reading.One("Exported chat\n2026-03-05 09:12:01 客服小林：您好\n2026-03-05 09:12:31 张三：在\n");
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 9, 12, 1, TimeSpan.Zero), chat.StartedAt);
        Assert.Equal("agent 0- 您好\ncustomer 30- 在", Reading.Lines(chat));
        Assert.Equal(["preamble", "customer-inferred"], chat.Flags.Select(flag => flag.Kind));
        var coarse = Reading.One("09:12 Anna (agent): Hi\n09:14 Bob: Hello");
        Assert.Equal("agent 0- Hi\ncustomer 120- Hello", Reading.Lines(coarse));
        Assert.Contains(coarse.Flags, flag => flag.Kind == "times-to-the-minute");
    }

    [Theory]
    [InlineData("09:12:01 Agent: a\n09:11:01 Customer: b", "expected a time not before the message above in line 2, got \"09:11:01 Customer: b\"")]
    [InlineData("09:12:01 Agent: a\n25:61 Customer: b", "expected a date and time of day in line 2, got \"25:61 Customer: b\"")]
    [InlineData("2026-02-31 09:12:01 Agent: a", "expected a date and time of day in line 1, got \"2026-02-31 09:12:01 Agent: a\"")]
    public void Bad_times_are_rejected(string text, string reason) => Assert.Equal(reason, Reading.Refused(text).Reason);
}
