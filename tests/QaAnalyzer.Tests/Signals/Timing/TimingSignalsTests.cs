namespace QaAnalyzer.Tests.Signals.Timing;

public class TimingSignalsTests
{
    [Fact]
    public void An_announced_hold_is_no_slow_reply_whatever_the_customer_answers_to_the_notice()
    {
        var talk = Talk.Call("customer 0-4: 我的网一直断", "agent 5-9: 麻烦您稍等，我测一下线路", "customer 10-11: 可以，我在线上等着。", "agent 51-55: 让您久等了，线路是正常的");
        Assert.DoesNotContain(Product.Analyze(talk).Signals, s => s.Tag == "slow-reply");
    }

    [Fact]
    public void A_long_wait_after_a_question_that_nobody_announced_is_a_slow_reply()
    {
        var talk = Talk.Call("agent 0-2: 您好", "customer 3-7: 我想问一下套餐怎么改", "agent 47-50: 您说的是哪个套餐");
        Assert.Contains(Product.Analyze(talk).Signals, s => s.Tag == "slow-reply" && s.Utterance == 2);
    }

    [Fact]
    public void A_chat_reply_after_the_target_is_slow_and_says_both_numbers()
    {
        var talk = Talk.Chat("customer 0: 在吗", "agent 187: 在的");
        var slow = Product.Analyze(talk).Signals.Single(s => s.Tag == "slow-reply");
        Assert.Equal(1, slow.Utterance);
        Assert.Equal(new("187 秒后才回复，目标 30 秒（第 1 句→第 2 句）", "reply after 187 s; target 30 s (#1→#2)"), slow.Reason);
    }

    [Fact]
    public void A_reply_in_time_or_without_times_is_not_slow()
    {
        Assert.DoesNotContain("1 slow-reply", Product.TagsOf(Talk.Chat("customer 0: 在吗", "agent 20: 在的")));
        Assert.DoesNotContain("1 slow-reply", Product.TagsOf(Talk.Chat("customer: 在吗", "agent: 在的")));
    }

    [Fact]
    public void A_customer_who_asks_again_while_waiting_has_waited_since_the_first_question()
    {
        var talk = Talk.Chat("customer 0: 怎么退货", "customer 60: 在吗", "customer 120: 人呢", "agent 130: 在的");
        Assert.Contains("reply after 130 s", Product.Analyze(talk).Signals.Single(s => s.Tag == "slow-reply").Reason.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bare_acknowledgement_waits_for_no_reply()
    {
        var talk = Talk.Chat("customer 0: 怎么导出", "agent 10: 正在生成，好了我告诉您", "customer 15: 好", "agent 300: 好了，您看看");
        Assert.DoesNotContain("3 slow-reply", Product.TagsOf(talk));
    }

    [Fact]
    public void A_customer_who_writes_in_bursts_has_waited_since_the_last_message_of_the_burst()
    {
        var talk = Talk.Chat("customer 0: 你好", "customer 5: 我想问", "customer 12: 怎么退货", "agent 40: 在订单页申请");
        Assert.DoesNotContain("3 slow-reply", Product.TagsOf(talk));
    }

    [Fact]
    public void Silence_after_a_hold_notice_is_neither_dead_air_nor_an_unannounced_hold()
    {
        var announced = Talk.Call("customer 0-2: 帮我查一下余额", "agent 2-4: 请稍等，我查一下", "agent 44-46: 让您久等了");
        Assert.DoesNotContain(Product.TagsOf(announced), t => t.EndsWith("hold", StringComparison.Ordinal) || t.EndsWith("dead-air", StringComparison.Ordinal));
        var silent = Talk.Call("customer 0-2: 帮我查一下余额", "agent 2-4: 余额啊", "agent 44-46: 一百元");
        Assert.Contains("2 unannounced-hold", Product.TagsOf(silent));
    }

    [Fact]
    public void Short_silence_of_a_call_is_dead_air_and_shorter_still_is_nothing()
    {
        Assert.Contains("1 dead-air", Product.TagsOf(Talk.Call("customer 0-2: 宽带坏了", "agent 12-14: 我记下了")));
        Assert.DoesNotContain("1 dead-air", Product.TagsOf(Talk.Call("customer 0-2: 宽带坏了", "agent 7-9: 我记下了")));
    }

    [Fact]
    public void Silence_is_measured_from_the_last_end_even_when_a_shorter_utterance_came_between()
    {
        var talk = Talk.Call("agent 0-20: 我给您说明一下整个流程", "customer 5-6: 嗯", "customer 25-26: 好");
        Assert.DoesNotContain("2 dead-air", Product.TagsOf(talk));
    }

    [Fact]
    public void A_listening_word_over_the_other_side_is_a_backchannel()
    {
        var tags = Product.TagsOf(Talk.Call("customer 0-8: 我上个月办的那个套餐一直没生效", "agent 3-3.4: 嗯嗯"));
        Assert.Contains("1 overlap", tags);
        Assert.Contains("1 backchannel", tags);
        Assert.DoesNotContain("1 interruption", tags);
    }

    [Fact]
    public void Coming_in_and_going_on_while_the_other_stops_is_an_interruption()
    {
        var tags = Product.TagsOf(Talk.Call("customer 0-4: 我上个月办的那个套餐", "agent 3-9: 您这个套餐是次月才生效的，合同里写了"));
        Assert.Contains("1 interruption", tags);
        Assert.DoesNotContain("1 backchannel", tags);
    }

    [Fact]
    public void Touching_the_very_end_of_a_turn_is_ordinary_turn_taking()
    {
        var tags = Product.TagsOf(Talk.Call("customer 0-4: 我上个月办的那个套餐没生效", "agent 3.7-9: 您稍等我看一下是什么情况"));
        Assert.DoesNotContain("1 interruption", tags);
    }

    [Fact]
    public void Chats_have_no_overlaps()
    {
        Assert.DoesNotContain("1 overlap", Product.TagsOf(Talk.Chat("customer 0-8: 我上个月办的", "agent 3-4: 嗯嗯")));
    }
}
