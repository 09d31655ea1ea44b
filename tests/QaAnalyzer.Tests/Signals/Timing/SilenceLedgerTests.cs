using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer.Tests.Signals.Timing;

public class SilenceLedgerTests
{
    [Theory]
    [InlineData("请稍等，我查一下", SilenceCause.AnnouncedHold)]
    [InlineData("麻烦您稍等片刻", SilenceCause.AnnouncedHold)]
    [InlineData("我这边帮您看一下系统", SilenceCause.SystemLookup)]
    [InlineData("系统有点慢", SilenceCause.SystemLookup)]
    [InlineData("我帮您转接到售后专员", SilenceCause.AnnouncedHold)]
    [InlineData("余额啊", SilenceCause.Unexplained)]
    [InlineData("我帮您查到了", SilenceCause.Unexplained)]
    [InlineData("Bear with me a second.", SilenceCause.AnnouncedHold)]
    [InlineData("Let me pull up your account.", SilenceCause.SystemLookup)]
    [InlineData("So, the balance.", SilenceCause.Unexplained)]
    public void What_the_agent_said_before_a_silence_that_the_agent_ends_explains_it(string said, SilenceCause cause)
    {
        var entry = Single(Talk.Call("customer 0-2: 查一下余额", $"agent 2-4: {said}", "agent 24-26: 一共是一百元"));
        Assert.Equal((cause, Speaker.Agent), (entry.Cause, entry.OwedBy));
        Assert.Equal((4, 24), (entry.From, entry.To));
        Assert.Contains(1, entry.Utterances);
    }

    [Theory]
    [InlineData("等一下我找找", SilenceCause.CustomerSearching)]
    [InlineData("等一下，我去拿一下合同", SilenceCause.CustomerSearching)]
    [InlineData("等一下我找找單號", SilenceCause.CustomerSearching)]
    [InlineData("Let me find it", SilenceCause.CustomerSearching)]
    [InlineData("hang on a second", SilenceCause.CustomerSearching)]
    [InlineData("号码是138", SilenceCause.Unexplained)]
    [InlineData("你帮我找一下", SilenceCause.Unexplained)]
    public void A_customer_who_looks_for_something_owes_the_next_word(string said, SilenceCause cause)
    {
        var entry = Single(Talk.Call("agent 0-2: 请报一下订单号", $"customer 2-4: {said}", "agent 16-18: 您找到了吗"));
        Assert.Equal((cause, cause == SilenceCause.CustomerSearching ? Speaker.Customer : Speaker.Agent), (entry.Cause, entry.OwedBy));
    }

    [Fact]
    public void A_customer_who_has_found_it_is_no_longer_looking()
    {
        var entry = Single(Talk.Call("customer 0-2: 等一下我找找", "customer 3-5: 找到了三零五八", "agent 25-27: 您的余额一百元"));
        Assert.Equal((SilenceCause.Unexplained, Speaker.Agent), (entry.Cause, entry.OwedBy));
    }

    [Fact]
    public void After_a_question_the_customer_owes_the_next_word_even_when_the_agent_ends_the_silence()
    {
        foreach (var ending in new[] { "customer 20-21: 上周五", "agent 20-21: 喂，您还在吗" })
        {
            var entry = Single(Talk.Call("customer 0-2: 没收到货", "agent 2-4: 您是什么时候下的单？", ending));
            Assert.Equal((SilenceCause.AfterQuestion, Speaker.Customer, 1), (entry.Cause, entry.OwedBy, entry.Shown));
        }
    }

    [Fact]
    public void A_bare_yes_answers_the_question_when_the_agent_goes_on()
    {
        var agent = Single(Talk.Call("agent 0-2: 您是机主本人吗？", "customer 2-3: 是的", "agent 20-21: 您的套餐是次月生效"));
        Assert.Equal((SilenceCause.Unexplained, Speaker.Agent), (agent.Cause, agent.OwedBy));
        var customer = Single(Talk.Call("agent 0-2: 您的订单号是多少？", "customer 2-3: 嗯", "customer 20-21: 三零五八"));
        Assert.Equal(SilenceCause.AfterQuestion, customer.Cause);
    }

    [Fact]
    public void A_customer_who_has_not_finished_or_was_given_a_task_or_the_word_pauses_on_the_customers_side()
    {
        Assert.Equal(SilenceCause.CustomerSide, Single(Talk.Call("agent 0-1: 您说", "customer 1-3: 我的号码是", "customer 12-14: 138")).Cause);
        Assert.Equal(SilenceCause.CustomerSide, Single(Talk.Call("agent 0-2: 请您重启一下路由器", "agent 40-42: 现在亮了吗")).Cause);
        Assert.Equal(SilenceCause.CustomerSide, Single(Talk.Call("agent 0-2: 明天会送到", "customer 12-14: 那我等着")).Cause);
        Assert.Equal(SilenceCause.AfterQuestion, Single(Talk.Call("agent 0-2: 您说", "customer 12-14: 我想想")).Cause);
    }

    [Fact]
    public void After_the_customers_words_it_is_the_agents_turn_whoever_speaks_next()
    {
        foreach (var ending in new[] { "agent 20-21: 我们会处理", "customer 20-21: 喂？" })
        {
            var entry = Single(Talk.Call("agent 0-2: 您好", "customer 2-4: 宽带坏了三天了", ending));
            Assert.Equal((SilenceCause.Unexplained, Speaker.Agent), (entry.Cause, entry.OwedBy));
        }
    }

    [Fact]
    public void After_a_machine_nobody_owes_a_word()
    {
        var entry = Single(Talk.Call("system 0-4: 正在为您转接", "agent 40-42: 您好"));
        Assert.Equal((SilenceCause.Queue, null), (entry.Cause, entry.OwedBy));
    }

    [Fact]
    public void Only_unexplained_silence_on_the_agents_side_gives_a_tag()
    {
        string[] before = ["customer 0-2: 查一下余额"];
        Assert.Contains("2 unannounced-hold", Product.TagsOf(Talk.Call([.. before, "agent 2-4: 余额啊", "agent 44-46: 一百元"])));
        Assert.Contains("2 dead-air", Product.TagsOf(Talk.Call([.. before, "agent 2-4: 余额啊", "agent 14-16: 一百元"])));
        Assert.DoesNotContain(Product.TagsOf(Talk.Call([.. before, "agent 2-4: 我帮您查一下", "agent 44-46: 一百元"])), IsSilence);
        Assert.DoesNotContain(Product.TagsOf(Talk.Call([.. before, "agent 2-4: 请问卡号多少？", "customer 44-46: 一二三"])), IsSilence);
    }

    [Fact]
    public void A_notice_a_progress_word_and_a_return_are_one_hold()
    {
        var ledger = Ledger(Talk.Call(
            "customer 0-2: 查余额", "agent 2-4: 请稍等", "customer 4-5: 好的", "agent 45-46: 还在查，再等一下", "customer 46-47: 嗯", "agent 82-84: 让您久等了，查到了"));
        var hold = Assert.Single(ledger.Holds);
        Assert.Equal((5, 82, 1, 5), (hold.From, hold.To, hold.Notice, hold.End));
        Assert.Equal([3], hold.Progress);
        Assert.Equal(40, hold.LongestWithoutWord);
        Assert.All(ledger.Entries, e => Assert.Equal(SilenceCause.AnnouncedHold, e.Cause));
        Assert.Equal("hold of 77 s from 5 s to 82 s, announced in utterance 1, 1 progress word(s), at most 40 s without a word", hold.Sentence.En);
    }

    [Fact]
    public void The_customers_words_during_a_hold_do_not_count_as_progress()
    {
        var ledger = Ledger(Talk.Call("agent 0-2: 请稍等，我查一下", "customer 22-23: 喂", "agent 43-44: 让您久等了"));
        Assert.Equal(41, Assert.Single(ledger.Holds).LongestWithoutWord);
    }

    [Fact]
    public void A_result_ends_a_hold_and_the_next_notice_begins_another()
    {
        var ledger = Ledger(Talk.Call(
            "agent 0-2: 请稍等", "agent 20-22: 您的余额一百元", "customer 22-24: 那流量呢", "agent 24-26: 请稍等", "agent 50-52: 还剩两个G"));
        Assert.Equal([(2.0, 20.0), (26.0, 50.0)], ledger.Holds.Select(h => (h.From, h.To)));
    }

    [Fact]
    public void A_notice_is_spent_once_the_agent_came_back_and_spoke_on()
    {
        var ledger = Ledger(Talk.Call("agent 0-2: 请稍等", "agent 20-22: 上个月用了两个G", "agent 40-42: 这个月一个G"));
        Assert.Equal([SilenceCause.AnnouncedHold, SilenceCause.Unexplained], ledger.Entries.Select(e => e.Cause));
        Assert.Equal((2, 20), (ledger.Holds[0].From, ledger.Holds[0].To));
    }

    [Fact]
    public void Ten_thousand_utterances_are_read_once()
    {
        var lines = Enumerable.Range(0, 10_000).Select(i => $"{(i % 2 == 0 ? "customer" : "agent")} {i * 6}-{(i * 6) + 2}: {(i % 4 == 1 ? "请稍等" : "嗯")}");
        Assert.Equal(9_999, Ledger(Talk.Call([.. lines])).Entries.Count);
    }

    [Fact]
    public void One_speaker_alone_owes_or_waits_for_a_word_all_the_same()
    {
        Assert.Equal(Speaker.Agent, Single(Talk.Call("agent 0-2: 余额一百元", "agent 12-14: 流量一个G")).OwedBy);
        Assert.Equal(Speaker.Agent, Single(Talk.Call("customer 0-2: 宽带坏了", "customer 12-14: 有人在听吗")).OwedBy);
    }

    [Fact]
    public void The_ledger_comes_back_from_stored_signals()
    {
        var talk = Talk.Call("customer 0-2: 查余额", "agent 2-4: 请稍等", "agent 44-46: 让您久等了");
        var again = SilenceLedger.Of(talk, Product.Rubric("process-check").Thresholds, Product.Analyze(talk).Signals, Product.Site);
        Assert.Equal(SilenceCause.AnnouncedHold, Assert.Single(again.Entries).Cause);
        Assert.Equal("静默 40 秒（4–44 秒，话语 1→2）：客服已请客户等待（话语 1）；该客服说话", again.Entries[0].Sentence.Zh);
    }

    [Fact]
    public void Speech_without_a_known_end_is_never_taken_for_silence()
    {
        var entry = Single(Talk.Call("agent 0-2: 您好", "customer 10: 我想问一下", "agent 60-62: 好的", "customer 63-64: 嗯"));
        Assert.Equal((2, 10), (entry.From, entry.To));
    }

    [Fact]
    public void Utterances_out_of_order_at_equal_times_or_without_length_do_not_make_silence_up()
    {
        Assert.Empty(Ledger(Talk.Call("agent 0-20: 我说明一下", "customer 30-32: 好", "agent 20-29: 还有一点")).Entries);
        Assert.Empty(Ledger(Talk.Call("agent 5-5: 嗯", "customer 5-5: 嗯", "agent 5-8: 您好")).Entries);
        Assert.Equal(7, Single(Talk.Call("agent 5-5: 嗯", "agent 12-12: 嗯")).Seconds);
    }

    [Fact]
    public void A_silence_that_the_source_lists_within_an_utterance_is_one_and_those_between_are_not_doubled()
    {
        var talk = Talk.Call("customer 0-2: 查一下余额", "agent 2-20: 嗯一百元", "customer 30-31: 好") with
        {
            Silences = [new(20, 30), new(4.5, 10.25), new(4.5, 9), new(12, 11), new(19, 29), new(40, 50)],
        };
        Assert.Equal([(4.5, 10.25, 1, 1), (20, 30, 1, 2)], Ledger(talk).Entries.Select(e => (e.From, e.To, e.Before, e.After)));
    }

    [Fact]
    public void Chats_and_calls_without_times_have_no_ledger()
    {
        Assert.Empty(Ledger(Talk.Chat("customer 0-1: 在吗", "agent 100-101: 在")).Entries);
        Assert.Empty(Ledger(Talk.Call("customer: 在吗", "agent: 在")).Entries);
    }

    private static bool IsSilence(string tag) => tag.EndsWith("dead-air", StringComparison.Ordinal) || tag.EndsWith("unannounced-hold", StringComparison.Ordinal);

    private static SilenceEntry Single(Conversation talk) => Assert.Single(Ledger(talk).Entries);

    private static SilenceLedger Ledger(Conversation talk)
    {
        var context = new AnalysisContext(talk, Thresholds.Default, site: Product.Site);
        Product.Text.Detect(context);
        return context.Silences;
    }
}
