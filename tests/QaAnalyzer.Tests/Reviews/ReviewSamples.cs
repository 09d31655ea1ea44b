using QaAnalyzer.Conversations;
using QaAnalyzer.Reviews;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Storage;

namespace QaAnalyzer.Tests.Reviews;

/// <summary>A small form, conversations and drafts written by hand, so that tests of reviews do not move when the scoring does.</summary>
internal static class ReviewSamples
{
    public const string RubricId = "sample-form.v1";

    public static Rubric Rubric { get; } = new()
    {
        Id = RubricId,
        Name = new("示例评分表", "Sample form"),
        Thresholds = Thresholds.Default,
        Total = new()
        {
            Percent = PercentMapping.FromLowest,
            Grades =
            [
                new("excellent", new("优秀", "Excellent"), 90),
                new("qualified", new("合格", "Qualified"), 60),
                new("to-improve", new("待改进", "To improve"), 0),
            ],
        },
        Dimensions =
        [
            new()
            {
                Id = "process", Name = new("流程执行", "Process"), Weight = 60,
                Criteria = [Criterion("opening-greeting", "开场问候", "Opening greeting"), Criterion("need-recorded", "需求记录", "Need recorded")],
            },
            new()
            {
                Id = "attitude", Name = new("服务态度", "Attitude"), Weight = 40,
                Criteria =
                [
                    Criterion("friendly-tone", "语气友好", "Friendly tone"),
                    Criterion("ring-time", "接听及时", "Answered in time") with { Channels = [Channel.Call] },
                ],
            },
        ],
        AutoFails = [new("abuse", new("negative-emotion-count", Comparison.AtLeast, 99), new("辱骂客户", "Abuse of the customer"))],
    };

    public static Conversation Conversation(string id, Channel channel = Channel.Chat, string agent = "A12") => new()
    {
        Id = id,
        Channel = channel,
        Language = "zh",
        StartedAt = new(2026, 3, 5, 9, 12, 0, TimeSpan.FromHours(8)),
        Queue = "售后",
        Agent = new() { Id = agent, Name = "林小雨" },
        Customer = new() { Id = "C9", Tier = "vip" },
        Flags = [new("agent-inferred", "第 2 句起按发言内容推断为客服")],
        Utterances =
        [
            new() { Speaker = Speaker.Bot, Text = "欢迎光临，正在为您转接人工客服。", Start = 0, End = 2 },
            new() { Speaker = Speaker.Customer, Text = "你好，我上周买的净水器一直漏水，已经是第二次联系你们了！", Start = 4, End = 9 },
            new() { Speaker = Speaker.Agent, Text = "您好，我是售后林小雨，很抱歉给您带来不便，我马上帮您查。", Start = 21.5, End = 26 },
            new() { Speaker = Speaker.Customer, Text = "订单号我之前已经说过了，为什么每次都要", Start = 27, End = 31 },
            new() { Speaker = Speaker.Agent, Text = "您先听我说，", Start = 29.6, End = 31 },
            new() { Speaker = Speaker.Customer, Text = "你能不能让我把话说完？", Start = 31.5, End = 33 },
            new() { Speaker = Speaker.Agent, Text = "对不起，您请讲。您的意思是更换滤芯之后接口处仍然渗水，对吗？", Start = 34, End = 40 },
            new() { Speaker = Speaker.Customer, Text = "对，就是接口那里 😡", Start = 41, End = 43 },
            new() { Speaker = Speaker.Agent, Text = "明白。工程师明天上午十点前会上门，我今天下班前再给您打电话确认。", Start = 118, End = 125 },
            new() { Speaker = Speaker.System, Text = "客服发送了满意度调查", Start = 126 },
            new() { Speaker = Speaker.Customer, Text = "好的，谢谢。", Start = 131, End = 132 },
        ],
    };

    public static ConversationAnalysis Analysis(Conversation conversation, int greeting = 4, bool abused = false)
    {
        Draft[] drafts =
        [
            Scored(
                "opening-greeting", greeting,
                new("问候和自报身份都有，没有主动询问需求（第 3 句）", "Greeting and introduction are there, an offer of help is not (utterance 3)"),
                new(2, new(0, 2), "greeting"), new(2, new(3, 9), "self-introduction")),
            Scored(
                "need-recorded", 3,
                new("复述了问题，没有核对联系方式", "The problem was restated, the contact was not checked"),
                new(6, new(8, 30), "restate-confirm"), new(8, new(0, 32), null)),
            Scored(
                "friendly-tone", 2,
                new("打断客户 1 次，客户抗议被打断", "Interrupted the customer once; the customer protested"),
                new(4, new(0, 6), "interruption"), new(5, new(0, 11), "cut-off-protest"), new(4, new(1, 4), "cut-in")),
            new Abstention
            {
                Criterion = "ring-time",
                Kind = AbstentionKind.MissingMeasure,
                Reason = new("来源没有振铃时间", "The source gives no ring time"),
            },
        ];
        var scores = drafts.OfType<DraftScore>().ToDictionary(d => d.Criterion, d => (double)d.Score, StringComparer.Ordinal);
        return new()
        {
            ConversationId = conversation.Id,
            Rubric = RubricId,
            Tagger = "tagger.v1",
            Signals =
            [
                new("repeat-contact", 1, new(17, 23), 0.91, SignalSource.Classifier, new("第二次联系", "second contact")),
                new("negative-emotion", 1, new(10, 15), 0.83, SignalSource.Classifier, new("一直漏水", "still leaking")),
                new("greeting", 2, new(0, 2), 0.99, SignalSource.Phrase, new("您好", "hello")),
                new("self-introduction", 2, new(3, 9), 0.97, SignalSource.Phrase, new("我是…", "I am …")),
                new("apology", 2, new(10, 14), 0.98, SignalSource.Phrase, new("很抱歉", "sorry")),
                new("interruption", 4, new(0, 6), 1, SignalSource.Timing, new("客户说话时插入 1.4 秒", "came in for 1.4 s")),
                new("cut-off-protest", 5, new(0, 11), 0.95, SignalSource.Classifier, new("让我把话说完", "let me finish")),
                new("restate-confirm", 6, new(8, 30), 0.9, SignalSource.Phrase, new("您的意思是", "you mean")),
                new("slow-reply", 8, new(0, 32), 1, SignalSource.Timing, new("等待 75 秒，目标 60 秒", "waited 75 s, target 60 s")),
                new("time-commitment", 8, new(3, 12), 0.93, SignalSource.Phrase, new("明天上午十点前", "by ten tomorrow")),
                new("gratitude", 10, new(3, 5), 0.88, SignalSource.Phrase, new("谢谢", "thanks")),
            ],
            Measures = [],
            Drafts = drafts,
            Total = TotalScorer.Total(Rubric, scores, abused ? ["abuse"] : []),
        };
    }

    /// <summary>Saves conversation and analysis and returns the conversation's key.</summary>
    public static async Task<long> SaveAsync(Database database, TimeProvider clock, Conversation conversation, ConversationAnalysis? analysis)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var (_, key) = await new ConversationStore(database, clock).SaveAsync(connection, transaction, "sample", conversation);
        if (analysis is not null) await new AnalysisStore(database, clock).SaveAsync(connection, transaction, key, null, analysis);
        await transaction.CommitAsync();
        return key;
    }

    public static ReviewForm Form(Conversation conversation, ConversationAnalysis analysis, params Review[] reviews) =>
        ReviewForm.Of(new(1, conversation.Channel), Rubric, analysis, reviews.ToDictionary(r => r.Criterion, StringComparer.Ordinal));

    private static Criterion Criterion(string id, string zh, string en) => new()
    {
        Id = id,
        Name = new(zh, en),
        Anchors = new Dictionary<int, Sentence>
        {
            [5] = new("完整、自然，没有遗漏", "Complete and natural, nothing missing"),
            [3] = new("基本做到，有个别遗漏", "Basically done, with omissions"),
            [1] = new("没有做到或严重不完整", "Missing or seriously incomplete"),
        },
    };

    private static DraftScore Scored(string criterion, int score, Sentence reason, params Evidence[] evidence) => new()
    {
        Criterion = criterion,
        Score = score,
        Reason = reason,
        Evidence = evidence,
        Source = DraftSource.Rubric,
        Probabilities = [.. Enumerable.Range(1, 5).Select(s => s == score ? 0.68 : 0.08)],
        PredictionSet = score > 2 ? [score - 1, score] : null,
    };
}
