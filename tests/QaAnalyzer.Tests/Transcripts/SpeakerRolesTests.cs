using QaAnalyzer.Conversations;
using QaAnalyzer.Transcripts;

namespace QaAnalyzer.Tests.Transcripts;

public sealed class SpeakerRolesTests
{
    [Theory]
    [InlineData("客服小林", Speaker.Agent)]
    [InlineData("客户经理", Speaker.Agent)]
    [InlineData("Customer Support", Speaker.Agent)]
    [InlineData("AGENT_1", Speaker.Agent)]
    [InlineData("客户", Speaker.Customer)]
    [InlineData("Caller", Speaker.Customer)]
    [InlineData("系统消息", Speaker.System)]
    [InlineData("智能客服", Speaker.Bot)]
    [InlineData("CUSTOM_BOT", Speaker.Bot)]
    public void Names_tell_the_side(string name, Speaker side) => Assert.Equal(side, SpeakerRoles.Known(name, Reading.Options));

    [Theory]
    [InlineData("SPEAKER_00")]
    [InlineData("Abbott")]
    [InlineData("王女士")]
    public void Other_names_tell_nothing(string name) => Assert.Null(SpeakerRoles.Known(name, Reading.Options));

    [Fact]
    public void What_the_caller_states_wins_and_the_longest_beginning_counts()
    {
        var stated = new Dictionary<string, Speaker> { ["客服"] = Speaker.Customer, ["客服小"] = Speaker.Bot, ["客服小林"] = Speaker.System };
        var options = Reading.Options with { Speakers = stated };
        Assert.Equal([Speaker.System, Speaker.Bot, Speaker.Customer], new[] { "客服小林", "客服小王", "客服" }.Select(name => SpeakerRoles.Known(name, options)!.Value));
    }

    [Theory]
    [InlineData("09:00:00 A: hi\n09:00:05 B: Good morning, how can I help you?", "B is taken as the agent: offers help in utterance 1")]
    [InlineData("09:00:00 A: 你好\n09:00:05 B: 我是您的专属客服", "B is taken as the agent: introduces themselves in utterance 1")]
    [InlineData("09:00:00 A: yes\n09:00:05 B: no", "B is taken as the agent: no cue found, and in a chat the side that asks writes first")]
    [InlineData("09:00:00 Customer: yes\n09:00:05 B: no", "B is taken as the agent: the other side is the customer")]
    public void The_agent_is_inferred_and_the_reason_is_stated(string log, string reason)
    {
        var chat = Reading.One(log);
        Assert.Equal([Speaker.Customer, Speaker.Agent], chat.Utterances.Select(u => u.Speaker));
        Assert.Equal(new ConversationFlag("agent-inferred", reason), Assert.Single(chat.Flags));
    }

    [Fact]
    public void A_crowd_is_no_conversation() => Assert.Equal(
        "expected at most 100 speakers, got more: names may have been read where there are none",
        Reading.Refused(string.Join('\n', Enumerable.Range(0, 101).Select(i => $"09:00:00 name{i}: hi"))).Reason);

    [Fact]
    public void A_third_speaker_who_introduces_themselves_is_a_further_agent()
    {
        var chat = Reading.One("09:00:00 A: Thanks for calling\n09:00:05 B: hello\n09:00:09 C: My name is Dora\n09:00:12 D: me too");
        Assert.Equal([Speaker.Agent, Speaker.Customer, Speaker.Agent, Speaker.Customer], chat.Utterances.Select(u => u.Speaker));
        Assert.Contains(chat.Flags, flag => flag.Detail == "C is taken as a further agent: introduces themselves in utterance 2");
    }
}
