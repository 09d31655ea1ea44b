using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.Tests.Signals.Measures;

public class WaitingMeasuresTests
{
    [Fact]
    public void Time_in_a_queue_is_no_reply_time_and_both_are_kept()
    {
        var talk = Talk.Chat("customer 0: 人工", "system 2: 排队中，前面还有3位", "system 120: 客服小林已接入", "agent 128: 您好");
        Assert.Equal(118, Value("queue-wait-seconds", talk));
        Assert.Equal(8, Value("first-response-seconds", talk));
        Assert.Equal(8, Value("reply-max-seconds", talk));
    }

    [Fact]
    public void A_queue_without_a_joining_agent_leaves_the_reply_time_unknown()
    {
        var talk = Talk.Chat("customer 0: agent please", "bot 2: You are number 3 in the queue", "agent 128: Hello");
        Assert.Equal(126, Value("queue-wait-seconds", talk));
        Assert.Null(Value("first-response-seconds", talk));
        Assert.Null(Value("reply-max-seconds", talk));
        Assert.Null(Value("queue-wait-seconds", Talk.Chat("customer 0: 在吗", "agent 12: 在")));
    }

    [Fact]
    public void A_second_agent_who_joins_later_starts_a_wait_of_their_own()
    {
        var talk = Talk.Chat("customer 0: 查账", "agent 5: 帮您转给财务", "customer 8: 麻烦快点吧", "system 60: 客服小周已接入", "agent 64: 您好");
        Assert.Equal(5, Value("reply-max-seconds", talk));
    }

    [Fact]
    public void A_burst_past_the_target_and_a_last_message_without_answer_are_unanswered()
    {
        var measure = Compute("unanswered-message-count", Talk.Chat(
            "customer 0: 怎么退货", "customer 4: 鞋子", "customer 100: 在吗", "agent 110: 在的", "customer 120: 退货怎么弄", "customer 125: 快点"));
        Assert.Equal(2, measure.Value);
        Assert.Equal([0, 1, 4, 5], measure.Utterances);
        Assert.Equal(0, Value("unanswered-message-count", Talk.Chat("customer 0: 怎么退货", "customer 30: 鞋子", "agent 50: 在订单页", "customer 60: 好的")));
    }

    [Fact]
    public void A_customer_left_waiting_waited_until_the_system_closed_the_chat()
    {
        Assert.Equal(300, Value("left-waiting-seconds", Talk.Chat("agent 0: 您好", "customer 5: 什么时候发货？", "customer 9: 在吗", "system 309: 会话超时关闭")));
        Assert.Null(Value("left-waiting-seconds", Talk.Chat("agent 0: 您好", "customer 5: 什么时候发货？")));
        Assert.Null(Value("left-waiting-seconds", Talk.Chat("customer 5: 什么时候发货？", "agent 9: 今天", "system 309: 会话关闭")));
    }

    [Fact]
    public void A_chat_has_protests_and_ignored_messages_but_no_interruptions()
    {
        var talk = Talk.Chat("customer 0: 发票什么时候能开出来？", "agent 5: 亲，本店周末有活动", "customer 20: 我问发票什么时候能开出来", "agent 30: 明天", "customer 40: 你让我把话说完行不行");
        Assert.Equal(1, Value("ignored-message-count", talk));
        Assert.Equal([1], Compute("ignored-message-count", talk).Utterances);
        Assert.Equal(1, Value("chat-cut-off-count", talk));
        Assert.Null(Value("agent-interruption-count", talk));
        Assert.Null(Value("chat-cut-off-count", Talk.Call("customer 0-2: 你让我把话说完行不行")));
    }

    [Fact]
    public void Saying_it_again_because_the_agent_asked_back_is_not_being_ignored()
    {
        var talk = Talk.Chat("customer 0: 发票什么时候能开出来？", "agent 5: 您问的是什么？", "customer 20: 我问发票什么时候能开出来");
        Assert.Equal(0, Value("ignored-message-count", talk));
    }

    [Fact]
    public void Silence_adds_up_by_side_and_as_a_share_of_the_call()
    {
        var talk = Talk.Call("customer 0-2: 查一下余额", "agent 2-4: 请稍等", "agent 34-36: 您的卡号是多少？", "customer 46-48: 一二三四", "customer 50-50.5: 喂", "agent 58.5-60: 一百元");
        Assert.Equal(48, Value("non-talk-seconds", talk));
        Assert.Equal(0.8, Value("non-talk-share", talk)!.Value, 6);
        Assert.Equal(38.0 / 48, Value("agent-silence-share", talk)!.Value, 6);
        Assert.Equal(10.0 / 48, Value("customer-silence-share", talk)!.Value, 6);
        Assert.Equal(8, Value("unexplained-silence-seconds", talk));
        Assert.Equal(30, Value("hold-seconds", talk));
        Assert.Equal([1, 2], Compute("hold-seconds", talk).Utterances);
        Assert.Null(Value("agent-silence-share", Talk.Call("agent 0-2: 您好", "customer 2-3: 好")));
    }

    [Fact]
    public void A_monologue_goes_on_through_listening_signs_and_ends_at_a_silence()
    {
        var talk = Talk.Call("agent 0-10: 我说明一下", "customer 5-5.5: 嗯", "agent 11-20: 还有一点要说", "agent 24-30: 再说", "customer 30-31: 我不要了");
        var measure = Compute("agent-monologue-seconds", talk);
        Assert.Equal(20, measure.Value);
        Assert.Equal([0, 2], measure.Utterances);
        Assert.Equal(11, Value("agent-monologue-words", talk));
        Assert.Equal(6, Value("agent-monologue-words", Talk.Chat("agent: 您好啊", "agent: 请您讲", "customer: 我要退货")));
    }

    [Fact]
    public void The_fastest_utterances_are_listed_and_short_ones_do_not_count()
    {
        var talk = Talk.Call("agent 0-0.1: 好的好的", "agent 1-3: 一二三四五六七八", "agent 4-8: 一二三四", "agent 9-12: 一二三四五六", "agent 13-17: 一二");
        var measure = Compute("agent-fastest-rate-per-minute", talk);
        Assert.Equal(240, measure.Value);
        Assert.Equal([1, 3, 2], measure.Utterances);
    }

    [Fact]
    public void Wrap_up_runs_from_the_last_words_with_something_to_settle()
    {
        var talk = Talk.Call(
            "customer 0-5: 我的包裹什么时候到，已经等了一个星期", "agent 5-9: 明天下午会送到您那里", "agent 10-13: 还有其他可以帮您的吗", "customer 13-14: 没有了", "agent 14-17: 感谢来电，再见");
        Assert.Equal(8, Value("wrap-up-seconds", talk));
        Assert.Null(Value("wrap-up-seconds", Talk.Call("customer 0-2: 我的包裹什么时候到？")));
        Assert.Equal(17, Value("handle-seconds", talk));
        Assert.Equal([0, 4], Compute("handle-seconds", talk).Utterances);
    }

    private static double? Value(string id, Conversation talk) => Compute(id, talk).Value;

    private static Measure Compute(string id, Conversation talk)
    {
        var context = new AnalysisContext(talk, Thresholds.Default, site: Product.Site);
        foreach (var detector in Product.Detectors) detector.Detect(context);
        return MeasureCatalogue.Find(id)!.Compute(context);
    }
}
