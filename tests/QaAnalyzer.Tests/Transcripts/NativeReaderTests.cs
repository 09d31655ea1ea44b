using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Tests.Transcripts;

public sealed class NativeReaderTests
{
    private const string Pretty = """
        {
          "id": "p",
          "channel": "chat",
          "utterances": [
            {
              "speaker": "agent",
              "text": "hi"
            }
          ]
        }

        """;

    private const string Chat = """{"id":"x","channel":"chat","utterances":[""";

    [Fact]
    public void Every_field_of_the_format_arrives()
    {
        var conversation = ((Accepted)Reading.All(Samples.Native)[0]).Conversation;
        Assert.Equal("n1", conversation.Id);
        Assert.Equal(Channel.Chat, conversation.Channel);
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 9, 12, 0, TimeSpan.FromHours(8)), conversation.StartedAt);
        Assert.Equal("售后", conversation.Queue);
        Assert.Equal(new Party { Id = "A12", Name = "小林" }, conversation.Agent);
        Assert.Equal(new Party { Id = "C9", Tier = "vip" }, conversation.Customer);
        Assert.Equal("customer 0- 在吗\nagent 3.5-5 您好，请讲", Reading.Lines(conversation));
        Assert.Equal(4, Assert.Single(conversation.Reviews).Scores["satisfaction"]);
        Assert.Empty(conversation.Flags);
    }

    [Fact]
    public void A_written_conversation_reads_back()
    {
        var line = ConversationJson.Write(((Accepted)Reading.All(Samples.Native)[0]).Conversation with { Flags = [] });
        Assert.Equal(line, ConversationJson.Write(Reading.One(line)));
        Assert.Contains("\"speaker\":\"agent\",\"text\":\"您好，请讲\",\"start\":3.5,\"end\":5", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\n  {0},\n  {1}\n]")]
    [InlineData("[{0},{1}]")]
    [InlineData("{0}\n\n{1}\n")]
    [InlineData("\n{0}\r\n{1}")]
    public void Arrays_and_lines_hold_many(string layout)
    {
        var lines = Samples.Native.Split('\n');
        var text = layout.Replace("{0}", lines[0], StringComparison.Ordinal).Replace("{1}", lines[1], StringComparison.Ordinal);
        Assert.Equal(["n1", "n2"], Reading.All(text).Select(record => ((Accepted)record).Conversation.Id));
    }

    [Fact]
    public void One_pretty_printed_object_is_a_file() =>
        Assert.Equal("p", Reading.One(Pretty).Id);

    [Theory]
    [InlineData("""{"channel":"chat","utterances":[{"speaker":"agent","text":"hi"}]}""", "id: expected text, got none")]
    [InlineData("""{"id":" ","channel":"chat","utterances":[{"speaker":"agent","text":"hi"}]}""", "expected an id, got none")]
    [InlineData("""{"id":"x","utterances":[{"speaker":"agent","text":"hi"}]}""", "channel: expected chat, call or email, got none")]
    [InlineData(
        """{"id":"x","channel":"fax","utterances":[{"speaker":"agent","text":"hi"}]}""",
        "channel: expected chat, call or email, got \"fax\"")]
    [InlineData("""{"id":"x","channel":"chat"}""", "expected a list of utterances, got none")]
    [InlineData(Chat + """]}""", "expected at least one utterance, got none")]
    [InlineData("""{"id":"x","channel":"chat","utterances":null}""", "expected at least one utterance, got none")]
    [InlineData(Chat + """null]}""", "utterance 0: expected a text, got null")]
    [InlineData(Chat + """{"speaker":"alien","text":"hi"}]}""", "utterances[0].speaker: expected customer, agent, bot or system, got \"alien\"")]
    [InlineData(Chat + """{"speaker":"agent"}]}""", "utterances[0].text: expected text, got none")]
    [InlineData(Chat + """{"speaker":"agent","text":" "},{"speaker":"agent","text":""}]}""", "expected an utterance with text, all are empty")]
    [InlineData(Chat + """{"speaker":"agent","text":"a","start":"1:5x"}]}""", "utterances[0].start: expected a number, got \"1:5x\"")]
    [InlineData(Chat + """{"speaker":"agent","text":"a","start":-1}]}""", "utterance 0: expected a start time of 0 seconds or more, got -1")]
    [InlineData(Chat + """{"speaker":"agent","text":"a","start":1e999}]}""", "utterance 0: expected a start time of 0 seconds or more, got Infinity")]
    [InlineData(
        Chat + """{"speaker":"agent","text":"a","start":5},{"speaker":"agent","text":"b","start":4.5}]}""",
        "utterance 1: expected a start time not before the previous utterance's (5 s), got 4.5 s")]
    [InlineData(
        Chat + """{"speaker":"agent","text":"a","start":5,"end":4}]}""",
        "utterance 0: expected an end time not before the start (5 s), got 4 s")]
    [InlineData(
        """{"id":"x","channel":"call","ringSeconds":-2,"utterances":[{"speaker":"agent","text":"a"}]}""",
        "expected ring seconds of 0 or more, got -2")]
    [InlineData(
        Chat + """{"speaker":"agent","text":"\ud83d"}]}""",
        "utterances[0].text: expected text whose \\u escapes are whole characters, got \"\\ud83d\"")]
    [InlineData(Chat + """{"speaker":"agent","te""", "expected one complete JSON object, got JSON that breaks off or goes wrong at byte 63")]
    [InlineData(
        Chat + """{"speaker":"agent","text":"a","start":NaN}]}""",
        "expected one complete JSON object, got JSON that breaks off or goes wrong at byte 79")]
    [InlineData(
        """{"id":"x","id":"y","channel":"chat","utterances":[{"speaker":"agent","text":"a"}]}""",
        "id: expected this field once, with the kind of value the native format has")]
    [InlineData(
        """{"id":"x","channel":"chat","startedAt":"yesterday","utterances":[{"speaker":"agent","text":"a"}]}""",
        "startedAt: expected a date and time, got \"yesterday\"")]
    [InlineData(
        Chat + """{"speaker":"agent","text":"锟������ ��"}]}""",
        "utterance 0: expected readable text, got 8 replacement characters (U+FFFD): it was decoded with a wrong encoding before")]
    public void A_bad_record_is_rejected_with_its_reason(string record, string reason)
    {
        var records = Reading.All($"{record}\n{Samples.Native}");
        var rejected = Assert.IsType<Rejected>(records[0]);
        Assert.Equal(reason, rejected.Reason);
        Assert.Equal(1, rejected.Line);
        Assert.Equal(record, rejected.Raw.TrimEnd('\r'));
        Assert.All(records.Skip(1), good => Assert.IsType<Accepted>(good));
        Assert.Equal(3, records.Count);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_reject_their_line_only()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(Chat + "{\"speaker\":\"agent\",\"text\":\"é\"}]}\n" + Samples.Native);
        bytes[Array.IndexOf(bytes, (byte)0xC3)] = 0xFF;
        var records = Reading.All(bytes);
        Assert.Equal("expected text in utf-8, got bytes that are not; name the right one with --encoding", Assert.IsType<Rejected>(records[0]).Reason);
        Assert.Equal(2, records.OfType<Accepted>().Count());
    }

    [Theory]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    public void Other_encodings_are_turned_into_utf8(string name)
    {
        var encoding = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(name) ?? System.Text.Encoding.GetEncoding(name);
        var conversation = ((Accepted)Reading.All(encoding.GetBytes(Samples.Native))[0]).Conversation;
        Assert.Equal("customer 0- 在吗\nagent 3.5-5 您好，请讲", Reading.Lines(conversation));
    }

    [Fact]
    public void Overlapping_utterances_and_a_single_empty_text_are_fine() => Assert.Equal(
        3,
        Reading.One(Chat + """
            {"speaker":"agent","text":"a","start":0,"end":9},{"speaker":"customer","text":"","start":1,"end":2},{"speaker":"agent","text":"b","start":1}]}
            """).Utterances.Count);

    [Fact]
    public void Huge_utterances_and_long_conversations_are_fine()
    {
        var text = new string('长', 100_000);
        var one = new Conversation { Id = "big", Channel = Channel.Chat, Utterances = [new() { Speaker = Speaker.Agent, Text = text }] };
        Assert.Equal(text, Reading.One(ConversationJson.Write(one)).Utterances[0].Text);
        var many = one with { Utterances = [.. Enumerable.Range(0, 10_000).Select(i => new Utterance { Speaker = Speaker.Customer, Text = "好", Start = i })] };
        Assert.Equal(10_000, Reading.One(ConversationJson.Write(many)).Utterances.Count);
    }

    [Fact]
    public void A_line_beyond_the_limit_is_rejected_and_the_next_is_read()
    {
        var long1 = $"{{\"id\":\"x\",\"channel\":\"chat\",\"note\":\"{new string('a', (64 << 20) + 1)}\"}}";
        var records = Reading.All($"{long1}\n{Samples.Native}");
        var rejected = Assert.IsType<Rejected>(records[0]);
        Assert.Equal("expected a record of at most 64 MB, got a longer one", rejected.Reason);
        Assert.Equal(Rejected.RawLimit, rejected.Raw.Length);
        Assert.Equal([2L, 3L], records.Skip(1).Select(record => record.Line));
    }
}
