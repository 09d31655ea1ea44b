using QaAnalyzer.Conversations;
using QaAnalyzer.Conversations.Repairs;
using QaAnalyzer.Signals.Channels;

namespace QaAnalyzer.Tests.Signals.Channels;

public class ChannelChecksTests
{
    private static readonly Conversation Good = SampleCalls.Parcel;

    [Fact]
    public void A_call_that_is_in_order_has_no_flag() => Assert.Empty(ChannelChecks.Of(Good));

    [Fact]
    public void Every_sample_that_ships_is_in_order() =>
        Assert.All(SampleCalls.Shipped(), sample => Assert.Equal((sample.Id, 0), (sample.Id, ChannelChecks.Of(sample).Count)));

    [Fact]
    public void Exchanged_sides_are_found_with_what_told_them()
    {
        var flag = Assert.Single(ChannelChecks.Of(ConversationRepair.SwapSides.Apply(Good)));
        Assert.Equal((ChannelFlag.SidesSwapped, ConversationRepair.SwapSides), (flag.Kind, flag.Repair));
        Assert.InRange(flag.Probability, 0.98, 1);
        Assert.Contains("第 1 句", flag.Reason.Zh, StringComparison.Ordinal);
        Assert.Contains("(#1)", flag.Reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Most_samples_that_ship_are_found_once_their_sides_are_exchanged()
    {
        var samples = SampleCalls.Shipped();
        var found = samples.Count(s => ChannelChecks.Of(ConversationRepair.SwapSides.Apply(s)).Any(f => f.Kind == ChannelFlag.SidesSwapped));
        Assert.InRange((double)found / samples.Count, 0.8, 1);
    }

    [Fact]
    public void An_agent_who_only_answers_shortly_is_no_reason_to_doubt_the_sides() => Assert.Empty(ChannelChecks.Of(Talk.Chat(
        "customer 0: 退货地址发一下", "agent 5: 发了", "customer 9: 没看到啊", "agent 12: 上面自己看")));

    [Theory]
    [InlineData(ConversationRepair.TimesToMilliseconds, ChannelFlag.TimesInMilliseconds)]
    [InlineData(ConversationRepair.TimesFromMilliseconds, ChannelFlag.TimesTooSmall)]
    public void Times_off_by_a_thousand_are_found_and_the_repair_undoes_them(ConversationRepair fault, string kind)
    {
        var broken = fault.Apply(Good);
        var flag = Assert.Single(ChannelChecks.Of(broken));
        Assert.Equal(kind, flag.Kind);
        Assert.Empty(ChannelChecks.Of(flag.Repair!.Value.Apply(broken)));
    }

    [Fact]
    public void The_same_words_on_both_channels_are_found_although_some_are_misheard() =>
        Assert.Equal(ChannelFlag.ChannelsDoubled, Assert.Single(ChannelChecks.Of(SampleCalls.Doubled(Good))).Kind);

    [Fact]
    public void Words_repeated_to_confirm_them_are_not_doubled_channels() => Assert.Empty(ChannelChecks.Of(Talk.Call(
        "agent 0-4: 您好，请报一下您的手机号码", "customer 4.5-9: 一三八零零零一零二三六", "agent 9.5-14: 一三八零零零一零二三六对吗", "customer 14.2-15: 对的")));

    [Fact]
    public void A_call_in_which_one_side_is_never_heard_is_found()
    {
        var silent = Good with { Utterances = [.. Good.Utterances.Select(u => u with { Speaker = Speaker.Customer })] };
        var flag = Assert.Single(ChannelChecks.Of(silent));
        Assert.Equal((ChannelFlag.OneSpeaker, null), (flag.Kind, flag.Repair));
        Assert.Contains("客户", flag.Reason.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-5)]
    [InlineData(900)]
    public void A_channel_whose_clock_runs_apart_is_found(double seconds) =>
        Assert.Equal(ChannelFlag.ClocksDisagree, Assert.Single(ChannelChecks.Of(SampleCalls.AgentMoved(Good, seconds))).Kind);

    [Fact]
    public void Words_beyond_the_stated_length_are_found() =>
        Assert.Equal(ChannelFlag.BeyondDuration, Assert.Single(ChannelChecks.Of(Good with { DurationSeconds = 20 })).Kind);

    [Fact]
    public void A_length_that_fits_is_no_flag() => Assert.Empty(ChannelChecks.Of(Good with { DurationSeconds = Good.Utterances[^1].End }));

    [Fact]
    public void In_a_chat_only_the_sides_are_doubted() => Assert.Empty(ChannelChecks.Of(
        ConversationRepair.TimesToMilliseconds.Apply(Good) with { Channel = Channel.Chat }));

    [Fact]
    public void Without_times_nothing_is_said_about_clocks() => Assert.Empty(ChannelChecks.Of(
        Good with { Utterances = [.. Good.Utterances.Select(u => u with { Start = null, End = null })] }));
}
