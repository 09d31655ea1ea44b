using QaAnalyzer.Conversations;

namespace QaAnalyzer.Tests.Transcripts;

public sealed class ContactLensReaderTests
{
    [Fact]
    public void Calls_have_offsets_in_seconds_and_the_recording_names_the_start()
    {
        var call = Reading.One(Samples.ContactLensVoice);
        Assert.Equal(("contact-7", Channel.Call, "en-US"), (call.Id, call.Channel, call.Language));
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 9, 12, 0, TimeSpan.Zero), call.StartedAt);
        Assert.Equal("agent 0.25-1.5 Hello\ncustomer 1.4-2 Hi", Reading.Lines(call));
    }

    [Fact]
    public void Chats_count_from_the_first_message_and_leave_out_events()
    {
        var chat = Reading.One(Samples.ContactLensChat);
        Assert.Equal(Channel.Chat, chat.Channel);
        Assert.Equal("bot 0- Pick a topic\ncustomer 8.5- Refund\nagent 30- Sure", Reading.Lines(chat));
    }

    [Fact]
    public void Roles_may_stand_on_the_items() => Assert.Equal(
        "system 0- Welcome\nagent 1- Hi",
        Reading.Lines(Reading.One("""{"ContactId":"k","Transcript":[{"AbsoluteTime":"2026-03-05T09:00:00Z","Content":"Welcome","ParticipantRole":"SYSTEM"},""" +
            """{"AbsoluteTime":"2026-03-05T09:00:01Z","Content":"Hi","ParticipantRole":"AGENT","DisplayName":"Ann"}]}""")));

    [Fact]
    public void An_offset_of_the_wrong_kind_is_named() => Assert.Equal(
        "Transcript[0].BeginOffsetMillis: expected a number, got \"x\"",
        Reading.Refused(Samples.ContactLensVoice.Replace(":250", ":\"x\"", StringComparison.Ordinal)).Reason);
}
