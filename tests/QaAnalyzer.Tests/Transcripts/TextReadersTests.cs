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
        var texts = new[] { "Agent: Hello", "Please note: http://x.example", "and more", "Caller: ok", "fine", "bye" };
        var cues = texts.Select((text, i) => $"00:0{i}.000 --> 00:0{i}.500\n{text}\n");
        Assert.Equal(
            "agent 0-0.5 Hello\nagent 1-1.5 Please note: http://x.example\nagent 2-2.5 and more\ncustomer 3-3.5 ok\ncustomer 4-4.5 fine\ncustomer 5-5.5 bye",
            Reading.Lines(Reading.One("WEBVTT\n\n" + string.Join('\n', cues))));
    }

    [Fact]
    public void Srt_names_are_speakers_and_wrapped_lines_are_joined() =>
        Assert.Equal("agent 1-2.5 您好请讲\ncustomer 3-4 我要退货", Reading.Lines(Reading.One(Samples.Srt)));

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
