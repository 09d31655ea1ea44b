using QaAnalyzer.Conversations;

namespace QaAnalyzer.Tests.Transcripts;

public sealed class VconReaderTests
{
    [Fact]
    public void Text_dialogs_are_messages_of_their_originator()
    {
        var chat = Reading.One(Samples.VconText);
        Assert.Equal(("v-1", Channel.Chat), (chat.Id, chat.Channel));
        Assert.Equal("customer 0- My parcel is late\nagent 12.5- One moment", Reading.Lines(chat));
        Assert.Equal(("Mira", "Tom"), (chat.Agent!.Name, chat.Customer!.Name));
        Assert.Empty(chat.Flags);
    }

    [Fact]
    public void A_transcript_body_may_be_a_string_and_channels_are_parties()
    {
        var call = Reading.One(Samples.VconDeepgram);
        Assert.Equal("agent 0.5-1.25 hello there\ncustomer 2-2.2 Hi.", Reading.Lines(call));
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 9, 0, 0, TimeSpan.Zero), call.StartedAt);
    }

    [Theory]
    [InlineData(
        """{"segments":[{"start":1,"end":2,"text":" Thank you for calling","speaker":0},""" +
        """{"start":3,"end":4,"text":"Hi","speaker":1}]}""",
        "agent 1-2 Thank you for calling\ncustomer 3-4 Hi")]
    [InlineData(
        """{"transcript":"x","words":[""" +
        """{"word":"hello","start":1,"end":1.2,"speaker":1},{"word":"hi","start":1.3,"end":1.5,"speaker":0}]}""",
        "agent 1-1.2 hello\ncustomer 1.3-1.5 hi")]
    [InlineData(
        """{"paragraphs":{"paragraphs":[{"speaker":0,"sentences":[{"text":"How can I help?","start":0,"end":1}]},""" +
        """{"speaker":1,"sentences":[{"text":"Hm.","start":2,"end":3}]}]}}""",
        "agent 0-1 How can I help?\ncustomer 2-3 Hm.")]
    public void Bodies_of_several_recognisers_are_read(string body, string lines) => Assert.Equal(lines, Reading.Lines(Reading.One(WithBody(body))));

    [Fact]
    public void Nobody_is_guessed_sentence_by_sentence()
    {
        var call = Reading.One(WithBody(
            """{"paragraphs":{"paragraphs":[{"sentences":[{"text":"How can I help?","start":0,"end":1},{"text":"My card.","start":2,"end":3}]}]},""" +
            """ "words":[{"word":"how","start":0,"end":1}]}"""));
        Assert.Equal("customer 0-1 How can I help?\ncustomer 2-3 My card.", Reading.Lines(call));
        Assert.Equal("speakers-unknown", Assert.Single(call.Flags).Kind);
    }

    [Fact]
    public void A_recording_without_a_transcript_is_rejected() => Assert.Equal(
        "expected text dialogs with an inline body or a transcript analysis inside the vCon, got neither",
        Reading.Refused("""{"vcon":"0.0.1","parties":[],"dialog":[{"type":"recording","start":"2026-03-05T09:00:00Z"}]}""").Reason);

    [Fact]
    public void A_broken_body_or_date_is_named()
    {
        var broken = Reading.Refused(WithBody("\"{\\\"results\\\":\""));
        Assert.StartsWith("analysis[0].body: expected one complete JSON object", broken.Reason, StringComparison.Ordinal);
        Assert.Equal(
            "dialog[0].start: expected a date and time, got \"soon\"",
            Reading.Refused(Samples.VconText.Replace("\"start\":\"2026-03-05T09:00:00Z\"", "\"start\":\"soon\"", StringComparison.Ordinal)).Reason);
    }

    private static string WithBody(string body) =>
        $$"""{"vcon":"0.0.2","uuid":"v","parties":[{"name":"Kim"},{"name":"Lee"}],"dialog":[{"type":"recording","parties":[0,1]}],""" +
        $$""" "analysis":[{"type":"transcript","dialog":0,"encoding":"json","body":{{body}}}]}""";
}
