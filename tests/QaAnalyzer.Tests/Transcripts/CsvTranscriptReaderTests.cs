using System.Text;
using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Tests.Transcripts;

public sealed class CsvTranscriptReaderTests
{
    [Fact]
    public void Rows_of_one_id_become_one_conversation()
    {
        var records = Reading.All(Samples.Csv).Cast<Accepted>().ToList();
        Assert.Equal([2L, 5L], records.Select(record => record.Line));
        var call = records[0].Conversation;
        Assert.Equal(("c1", Channel.Call, "en", "billing", 4.5), (call.Id, call.Channel, call.Language, call.Queue, call.RingSeconds));
        Assert.Equal(("A1", "Anna", "C1", "vip"), (call.Agent!.Id, call.Agent.Name, call.Customer!.Id, call.Customer.Tier));
        Assert.Equal("agent 0-1.5 Good morning, this is Anna\ncustomer 2-3.25 It says \"declined\"\ntwice", Reading.Lines(call));
        Assert.Equal((Channel.Chat, "customer - 在吗"), (records[1].Conversation.Channel, Reading.Lines(records[1].Conversation)));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("gb18030", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    public void Encodings_are_told_from_the_bytes(string name, bool mark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Samples.Tsv)];
        Assert.Equal("agent - 您好\ncustomer - 在吗", Reading.Lines(Reading.One(bytes)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ab")]
    [InlineData("abc")]
    public void A_character_cut_by_the_end_of_the_head_misleads_nobody(string shift)
    {
        var words = string.Concat(Enumerable.Repeat("这个问题我们已经为您登记", 4_000));
        var text = $"conversation_id,speaker,text\nx{shift},agent,{words}\nc,agent,您好\n";
        var records = Reading.All(CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(text));
        Assert.Equal("agent - 您好", Reading.Lines(Assert.IsType<Accepted>(records[^1]).Conversation));
        Assert.All([.. records, .. Reading.All(text)], record => Assert.IsType<Accepted>(record));
    }

    [Fact]
    public void A_wrong_encoding_is_refused_and_the_right_one_helps()
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes("conversation_id,speaker,text\nc1,agent,您好\n");
        var rejected = Assert.IsType<Rejected>(Assert.Single(Reading.All(gb, Reading.Options with { Encoding = "utf-8" })));
        Assert.Equal("utterance 0: expected text in utf-8, got bytes that are not; name the right one with --encoding", rejected.Reason);
        Assert.Equal("agent - 您好", Reading.Lines(Reading.One(gb, Reading.Options with { Encoding = "GB18030" })));
    }

    [Fact]
    public void Moments_become_seconds_from_the_start()
    {
        var chat = Reading.One("conversation_id,speaker,start,text\nc,customer,2026-03-05 09:12:01,a\nc,agent,2026/3/5 09:12:31,b");
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 9, 12, 1, TimeSpan.Zero), chat.StartedAt);
        Assert.Equal("customer 0- a\nagent 30- b", Reading.Lines(chat));
    }

    [Theory]
    [InlineData("c,agent,1:5x,,hi", 3, "expected a start time in seconds, got \"1:5x\"")]
    [InlineData("c,agent,1,x,hi", 3, "expected an end time in seconds, got \"x\"")]
    [InlineData("c,agent,NaN,,hi", 2, "utterance 1: expected a start time of 0 seconds or more, got NaN")]
    [InlineData("c,alien,1,,hi", 3, "expected the speaker customer, agent, bot or system, got \"alien\"; state the side with --speaker \"alien=agent\"")]
    [InlineData("c,,1,,hi", 3, "expected a speaker, got none")]
    [InlineData("c,agent,1,,hi, there", 3, "expected 5 columns, got 6: put a text that contains the delimiter in quotes")]
    [InlineData("c,agent", 3, "expected 5 columns, got 2: the text is missing")]
    public void A_bad_row_rejects_its_conversation_only(string row, long line, string reason)
    {
        var records = Reading.All($"conversation_id,speaker,start,end,text\nc,agent,0,,ok\n{row}\nd,agent,0,,ok\n");
        var rejected = Assert.IsType<Rejected>(records[0]);
        Assert.Equal((line, reason, $"c,agent,0,,ok\n{row}\n"), (rejected.Line, rejected.Reason, rejected.Raw));
        Assert.Equal("d", Assert.IsType<Accepted>(Assert.Single(records.Skip(1))).Conversation.Id);
    }

    [Fact]
    public void Rows_that_come_back_later_are_rejected()
    {
        var records = Reading.All("conversation_id,speaker,text\nc,agent,a\nd,agent,b\nc,agent,c\n");
        Assert.Equal(
            "stdin line 4: expected the rows of a conversation together, got more rows of \"c\" after other conversations",
            Assert.IsType<Rejected>(records[2]).Message);
    }

    [Fact]
    public void A_row_without_an_id_and_an_open_quote_are_rejected()
    {
        var records = Reading.All("conversation_id,speaker,text\n,agent,a\nd,agent,b\ne,agent,\"c\nf,agent,d\n");
        Assert.Equal("stdin line 2: expected a conversation_id, got none", Assert.IsType<Rejected>(records[0]).Message);
        Assert.Equal("stdin line 4: expected a closing quote, got the end of the file", Assert.IsType<Rejected>(records[2]).Message);
    }

    [Fact]
    public void Names_are_settled_by_the_caller_or_the_agent_column()
    {
        const string Text = "conversation_id,agent_name,speaker,text\nc,Bo,Bo,a\nc,,Kim,b\n";
        var stated = new Dictionary<string, Speaker> { ["Ki"] = Speaker.Customer };
        Assert.Equal("agent - a\ncustomer - b", Reading.Lines(Reading.One(Text, Reading.Options with { Speakers = stated })));
    }
}
