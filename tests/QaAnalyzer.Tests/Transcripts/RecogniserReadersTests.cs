using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Tests.Transcripts;

/// <summary>Output of speech recognisers: Deepgram, WhisperX, FunASR.</summary>
public sealed class RecogniserReadersTests
{
    [Fact]
    public void Deepgram_words_become_turns_by_speaker_and_pause()
    {
        var call = Reading.One(Samples.Deepgram);
        Assert.Equal("agent 0.1-0.9 Thanks for calling.\ncustomer 1.5-2 My bill\ncustomer 3.5-3.6 um", Reading.Lines(call));
        Assert.Equal(new ConversationFlag("agent-inferred", "speaker 1 is taken as the agent: thanks for calling in utterance 0"), Assert.Single(call.Flags));
        Assert.Equal("en", call.Language);
    }

    [Fact]
    public void Deepgram_utterances_are_taken_as_they_are() => Assert.Equal(
        "agent 0-1 Welcome, how can I help?\ncustomer 2-3 Hm",
        Reading.Lines(Reading.One("""{"results":{"channels":[{}],"utterances":[""" +
            """{"start":0,"end":1,"transcript":"Welcome, how can I help?","speaker":0,"channel":0},""" +
            """{"start":2,"end":3,"transcript":"Hm","speaker":1,"channel":0}]}}""")));

    [Fact]
    public void Deepgram_channels_are_sides_that_the_caller_can_state()
    {
        const string Text = """{"results":{"channels":[{"alternatives":[{"words":[{"word":"yes","start":1,"end":2}]}]},""" +
            """{"alternatives":[{"words":[{"word":"no","start":1.5,"end":2}]}]}]}}""";
        var stated = Reading.Options with { Speakers = new Dictionary<string, Speaker> { ["channel 0"] = Speaker.Customer, ["channel 1"] = Speaker.Agent } };
        Assert.Equal("customer 1-2 yes\nagent 1.5-2 no", Reading.Lines(Reading.One(Text, stated)));
    }

    [Fact]
    public void WhisperX_segments_take_the_speaker_of_their_words()
    {
        var call = Reading.One(Samples.WhisperX);
        Assert.Equal("agent 0.5-2 How can I help you?\ncustomer 2.1-3 My card", Reading.Lines(call));
        Assert.Equal("stdin", call.Id);
    }

    [Fact]
    public void Whisper_without_speakers_is_kept_and_flagged() =>
        Assert.Equal("speakers-unknown", Assert.Single(Reading.One("""{"segments":[{"start":0,"end":1,"text":"hello"}]}""").Flags).Kind);

    [Fact]
    public void FunAsr_times_are_milliseconds()
    {
        var call = Reading.One(Samples.FunAsr);
        Assert.Equal(("call-9", "agent 0.37-1.51 您好，很高兴为您服务。\ncustomer 1.8-2.5 我想退货。"), (call.Id, Reading.Lines(call)));
    }

    [Fact]
    public void FunAsr_may_be_a_bare_list_of_sentences() => Assert.Equal(
        "agent 0-1 请问有什么可以帮您\ncustomer 1-2 退货",
        Reading.Lines(Reading.One("""[{"text":"请问有什么可以帮您","start":0,"end":1000,"spk":0},{"text":"退货","start":1000,"end":2000,"spk":1}]""")));

    [Fact]
    public void Several_results_without_an_id_are_numbered()
    {
        var line = Samples.WhisperX.Replace("\n", "", StringComparison.Ordinal);
        Assert.Equal(["stdin", "stdin#2"], Reading.All($"{line}\n{line}").Select(record => ((Accepted)record).Conversation.Id));
    }

    [Fact]
    public void No_words_at_all_is_rejected() =>
        Assert.Equal("expected at least one utterance, got none", Reading.Refused("""{"results":{"channels":[]}}""").Reason);
}
