using QaAnalyzer.App.Pages.Screens;
using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer.Tests.App.Pages.Screens;

public class QuietTests
{
    private static readonly Conversation Held = Talk.Call(
        "customer 0-2: 我的快递到哪了", "agent 3-5: 请您稍等，我查一下", "agent 43-45: 还在查，请再等等", "agent 60-63: 让您久等了，查到了");

    [Fact]
    public void A_hold_of_a_call_says_its_cause_and_whether_the_customer_was_kept_informed()
    {
        var quiet = Of(Held);
        Assert.Equal([2, 3], quiet.Keys.Order());
        Assert.All(quiet.Values, q => Assert.Equal(SilenceCause.AnnouncedHold, q.Entry!.Cause));
        Assert.Equal(38, quiet[2].Seconds);
        Assert.True(quiet[2].IsInformed);
        Assert.Equal(38, quiet[2].Uninformed(Thresholds.Default));
        Assert.False(quiet[2].IsFault);
    }

    [Fact]
    public void A_silence_of_the_agent_that_nothing_explains_is_a_fault() =>
        Assert.True(Of(Talk.Call("agent 0-2: 您好", "customer 2-5: 我要退款，上周买的", "agent 30-32: 可以"))[2].IsFault);

    [Fact]
    public void In_a_chat_a_pause_counts_from_the_reply_target_on()
    {
        var quiet = Of(Talk.Chat("customer 0: 在吗", "agent 59: 在的", "customer 119: 怎么退货"));
        Assert.Equal((2, 60d, null), (Assert.Single(quiet).Key, quiet[2].Seconds, quiet[2].Entry));
    }

    [Fact]
    public void Without_times_nothing_is_known() => Assert.Empty(Of(Talk.Chat("customer: 在吗", "agent: 在的")));

    [Fact]
    public void Without_a_ledger_a_call_shows_nothing() => Assert.Empty(Quiet.Of(Held, null, Thresholds.Default));

    private static IReadOnlyDictionary<int, Quiet> Of(Conversation conversation)
    {
        var signals = Product.Analyze(conversation).Signals;
        return Quiet.Of(conversation, SilenceLedger.Of(conversation, Thresholds.Default, signals, Product.Site), Thresholds.Default);
    }
}
