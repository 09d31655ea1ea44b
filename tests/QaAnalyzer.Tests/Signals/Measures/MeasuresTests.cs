using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Measures;

namespace QaAnalyzer.Tests.Signals.Measures;

public class MeasuresTests
{
    [Fact]
    public void Every_measure_has_an_id_of_its_own_and_computes_on_any_conversation()
    {
        Assert.Equal(MeasureCatalogue.All.Count, MeasureCatalogue.All.Select(m => m.Id).Distinct().Count());
        Conversation[] odd =
        [
            Talk.Chat("customer: "), Talk.Chat("agent: 您好"), Talk.Chat("bot: 您好", "system: 排队中"), Talk.Call("agent 0-0: 嗯"), Talk.Of(Channel.Email, "customer: 你好"),
        ];
        foreach (var measure in odd.SelectMany(c => MeasureCatalogue.All.Select(m => m.Compute(Context(c)))))
        {
            Assert.True(measure.Value is null || double.IsFinite(measure.Value.Value), measure.Id);
            Assert.NotEmpty(measure.Sentence.Zh);
            Assert.NotEmpty(measure.Sentence.En);
        }
    }

    [Fact]
    public void Without_times_every_timing_measure_is_absent_and_none_is_zero()
    {
        var talk = Talk.Call("customer: 你好", "agent: 您好", "customer: 我想查余额", "agent: 一百元");
        foreach (var id in MeasureCatalogue.All.Select(m => m.Id).Where(id => id.EndsWith("-seconds", StringComparison.Ordinal) || id is "dead-air-count" or "agent-talk-share" or "agent-interruption-count"))
            Assert.Null(Value(id, talk));
    }

    [Fact]
    public void A_call_is_answered_after_its_ring_time_and_a_chat_after_the_first_question()
    {
        Assert.Equal(7.5, Value("first-response-seconds", Talk.Call("agent 0-1: 您好") with { RingSeconds = 7.5 }));
        Assert.Null(Value("first-response-seconds", Talk.Call("agent 0-1: 您好")));
        Assert.Equal(12, Value("first-response-seconds", Talk.Chat("bot 0: 欢迎", "customer 3: 在吗", "customer 9: 人呢", "agent 15: 在的")));
        Assert.Equal(20, Value("first-response-seconds", Talk.Chat("customer 0: 在吗", "bot 2: 请描述问题", "customer 9: 人工", "bot 10: 正在转接", "agent 30: 您好")));
        Assert.Null(Value("first-response-seconds", Talk.Chat("agent 0: 您好", "customer 3: 你好", "agent 5: 请讲")));
    }

    [Fact]
    public void Replies_give_mean_slowest_and_the_ninetieth_percentile()
    {
        var lines = Enumerable.Range(0, 10).SelectMany(i => new[] { $"customer {i * 100}: 问题{i}", $"agent {(i * 100) + i + 1}: 答复{i}" }).ToArray();
        var talk = Talk.Chat(lines);
        Assert.Equal(5.5, Value("reply-mean-seconds", talk));
        Assert.Equal(10, Value("reply-max-seconds", talk));
        Assert.Equal(9, Value("reply-p90-seconds", talk));
    }

    [Fact]
    public void Talk_share_and_speech_rate_count_time_and_characters()
    {
        var talk = Talk.Call("agent 0-6: 您好我是客服小林很高兴为您服务", "customer 6-8: 你好", "agent 8-8.5: 嗯");
        Assert.Equal(6.5 / 8.5, Value("agent-talk-share", talk)!.Value, 6);
        Assert.Equal(150, Value("agent-speech-rate-per-minute", talk));
    }

    [Fact]
    public void Holds_are_counted_and_long_ones_without_a_progress_word_apart()
    {
        var talk = Talk.Call("customer 0-2: 查余额", "agent 2-4: 请稍等", "agent 24-25: 还在查，请再稍等", "agent 70-72: 让您久等了");
        Assert.Equal(1, Value("announced-hold-count", talk));
        Assert.Equal(1, Value("hold-without-progress-count", talk));
    }

    [Fact]
    public void A_share_names_how_many_utterances_of_how_many()
    {
        var talk = Talk.Chat("agent: 您好", "customer: 你好", "agent: 请问您的订单号是多少", "agent: 嗯", "agent: 好了");
        var measure = Compute("polite-share", talk);
        Assert.Equal(0.5, measure.Value);
        Assert.Equal([0, 2], measure.Utterances);
        Assert.Equal("4 条客服话语中有 2 条礼貌用语（50%）", measure.Sentence.Zh);
        Assert.Equal("polite wording in 2 of 4 agent utterances, 50 %", measure.Sentence.En);
    }

    [Fact]
    public void An_absence_names_the_utterances_that_were_searched()
    {
        var measure = Compute("empathy-count", Talk.Chat("agent: 您好", "customer: 你好", "agent: 好了"));
        Assert.Equal(0, measure.Value);
        Assert.Equal([0, 2], measure.Utterances);
        Assert.Equal("no empathy in 2 agent utterances", measure.Sentence.En);
    }

    [Theory]
    [InlineData("customer: 好了，可以用了", 1, 0)]
    [InlineData("customer: 还是不行", 0, 1)]
    [InlineData("customer: 嗯", 0, 0)]
    public void The_last_telling_words_of_the_customer_decide_how_it_ended(string last, double resolved, double unresolved)
    {
        var talk = Talk.Chat("customer: 打不开", "agent: 您重启一下试试", last);
        Assert.Equal(resolved, Value("ends-resolved", talk));
        Assert.Equal(unresolved, Value("ends-unresolved", talk));
    }

    [Fact]
    public void Saying_the_same_thing_again_is_counted_and_short_words_are_not()
    {
        var talk = Talk.Chat("customer: 我的包裹什么时候到", "agent: 您好", "customer: 嗯", "customer: 嗯", "customer: 我的包裹到底什么时候到啊");
        Assert.Equal(1, Value("customer-repeat-count", talk));
    }

    [Fact]
    public void A_last_question_without_answer_leaves_the_customer_waiting()
    {
        Assert.Equal(1, Value("left-waiting-count", Talk.Chat("agent: 您好", "customer: 什么时候发货？")));
        Assert.Equal(0, Value("left-waiting-count", Talk.Chat("customer: 什么时候发货？", "agent: 今天")));
        Assert.Equal(0, Value("left-waiting-count", Talk.Chat("agent: 今天发", "customer: 好的谢谢，可以了吧？")));
    }

    [Fact]
    public void Ten_thousand_utterances_are_no_special_case()
    {
        var talk = Talk.Call([.. Enumerable.Range(0, 10_000).Select(i => $"{(i % 2 == 0 ? "customer" : "agent")} {i * 2}-{(i * 2) + 2.5}: 嗯，请稍等")]);
        Assert.Equal(5_000, Value("agent-utterance-count", talk));
        Assert.True(Value("overlap-seconds", talk) > 0);
    }

    private static double? Value(string id, Conversation conversation) => Compute(id, conversation).Value;

    private static Measure Compute(string id, Conversation conversation) => MeasureCatalogue.Find(id)!.Compute(Context(conversation));

    private static AnalysisContext Context(Conversation conversation)
    {
        var context = new AnalysisContext(conversation, Thresholds.Default, site: Product.Site);
        foreach (var detector in Product.Detectors) detector.Detect(context);
        return context;
    }
}
