using System.Text.RegularExpressions;

namespace QaAnalyzer.Signals.Channels;

/// <summary>Words that one side of a service conversation says far more often, whatever role the transcript gives them.</summary>
/// <param name="AgentLogOdds">Natural log of how much likelier an agent says it than a customer; negative for customers' words. Cautious, rounded.</param>
/// <param name="Does">Verb phrase for reasons.</param>
/// <param name="Words">How it is said in Chinese and English.</param>
internal sealed record SideCue(double AgentLogOdds, Sentence Does, Regex Words);

/// <summary>The cues. Patterns are plain lists of alternatives: short, anchored in words, no nested repetition.</summary>
internal static partial class SideCues
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly SideCue[] All =
    [
        new(3, new("感谢来电或咨询", "thanks for calling or writing"), Thanks()),
        new(3, new("提出帮忙", "offers help"), Offer()),
        new(2, new("以客服身份自我介绍", "introduces themselves for the company"), Introduction()),
        new(2.5, new("请对方稍等", "asks to hold"), Hold()),
        new(1.5, new("核对身份或索取资料", "asks for identity or details"), Identity()),
        new(2.5, new("称对方为“您”", "uses the polite 您"), PoliteYou()),
        new(1.5, new("以店家口吻称呼“亲”", "calls the other 亲 as shops do"), Dear()),
        new(1.5, new("代表公司说话", "speaks for the company"), Company()),
        new(-1.5, new("提出自己的诉求", "asks for something of their own"), Want()),
        new(-2, new("说自己的订单或追问", "speaks of their own order or presses for an answer"), Mine()),
        new(-2.5, new("责问“你们”或投诉", "addresses the company or complains"), YouPeople()),
        new(-0.7, new("只作简短应答", "only acknowledges"), Acknowledgement()),
    ];

    public static IEnumerable<SideCue> In(string text) => All.Where(cue => cue.Words.IsMatch(text));

    [GeneratedRegex(
        @"\bthank(s| you) (so much |very much )?for (calling|contacting|choosing|reaching|getting in touch" +
        @"|your (call|patience|understanding|support|feedback|attention|interest|inquiry|message))" +
        @"|(感谢|谢谢)(您|你|亲)?们?的?(来电|致电|联系|咨询|耐心|支持|反馈|关注|理解|等待|惠顾|光临)" +
        @"|欢迎(您|你|亲)?的?(来电|致电|咨询|光临|再次|使用)",
        Options,
        1000)]
    private static partial Regex Thanks();

    [GeneratedRegex(
        @"\b(how|what) (can|may|could|else can) (i|we) (help|assist|do for)|(anything|something) else i can (help|do|assist)|\b(happy|glad) to (help|assist)" +
        @"|(有什么|什么|还有).{0,8}(帮|协助|为)(到|助)?(您|你)|为(您|你|亲)服务" +
        @"|(帮|给|为|替)(您|你|亲)(查|核|看|登记|反馈|处理|办|问|催|确认|申请|安排|解决|联系|补|转|改|记|下单|跟进|提交)",
        Options,
        1000)]
    private static partial Regex Offer();

    [GeneratedRegex(
        @"\b(speaking|here), (how|what) |\byou('re| are) (speaking|through|talking) (with|to)|\bmy name('s| is) \w+,? (from|with|and i'll)" +
        @"|我是.{0,10}(客服|专员|顾问|号|经理|坐席)|工号|客服.{0,8}为(您|你)|很高兴(为|能)",
        Options,
        1000)]
    private static partial Regex Introduction();

    [GeneratedRegex(
        @"\b(please hold|hold on (a|one|for)|(one|just a) moment|bear with me|thank you for (waiting|holding))|(您|你|亲)(先)?稍(等|候)|(请|麻烦)(稍|耐心)(等|候)|久等了",
        Options,
        1000)]
    private static partial Regex Hold();

    [GeneratedRegex(
        @"\b(may|can|could) i (have|get|take|confirm|ask|please|just) .{0,20}(your|the) " +
        @"|\b(could|can|would) you (please )?(confirm|provide|verify|tell me|give me|send|share|read|spell) " +
        @"|\bplease (provide|send|check|confirm|contact|try|leave|private|refer|pay attention|rest assured)|请问?(您|你|亲).{0,10}(提供|姓|手机号|订单号|账号|地址|核对|确认|方便)" +
        @"|(麻烦|请)(您|你)?(提供|报一下|告知|私信|留下|核对|描述|说明|发送|关注|查收|查看|尝试|拨打|联系|参考|登录|点击|放心|谅解)|敬请|私信",
        Options,
        1000)]
    private static partial Regex Identity();

    [GeneratedRegex("您", Options, 1000)]
    private static partial Regex PoliteYou();

    [GeneratedRegex(@"^亲|亲[,，~～ ]|亲亲", Options, 1000)]
    private static partial Regex Dear();

    [GeneratedRegex(
        @"\b(we|i)('ll| will| can| have| are|'re|'ve) (\w+ )?(check|look into|help|arrange|send|refund|contact|feed ?back|report|verify|assist" +
        @"|get back|follow up|process|reissue|credit|issue|forward)" +
        @"|(sorry|apologi[sz]e) (for|about) (the|any|your|all|that|this)" +
        @"|\bour (customer|system|team|staff|engineer|side|company|technician|policy|store|service|after)" +
        @"|我们(会|将|这边|的?(客服|工程师|技术|专员|后台|系统|工作人员|同事))|我司|本店|我店|这边(帮|给|为|查|看到|会|先|需要)|抱歉(给|让|，|,|。)|给(您|你)(带来|造成)|深表" +
        @"|(已|会)经?(为|给|帮)(您|你)|将(尽快|第一时间|为)|会(尽快|第一时间|有(专人|工作人员|客服))|的呢|呢哦|[哈哦]$",
        Options,
        1000)]
    private static partial Regex Company();

    [GeneratedRegex(
        @"\bi('d| would)? (want|like|need) (to|my|a|you)|\bi('m| am) (calling|writing|trying|having|looking)" +
        @"|\bi (bought|ordered|purchased|paid|received|got|placed|called|returned|signed up|can't|cannot|still)" +
        @"|我(想|要|得)(退|换|问|投诉|取消|查|咨询|改|知道|申请|办|买|报|了解)|我(买|订|下单|付|收到|充|打|办|刚买|昨天|今天|上周|前天)" +
        @"|我(家|在你|在贵|的快递|的订单|的包裹|的手机|的电脑|的号码|的账户|的卡|的钱|都|还)|帮我|给我",
        Options,
        1000)]
    private static partial Regex Want();

    [GeneratedRegex(
        @"\bmy (order|account|bill|phone|card|parcel|package|internet|refund|payment|flight|booking|router|money|number" +
        @"|son|daughter|husband|wife|policy|house|car|laptop)" +
        @"|\b(can|could|will) you (help me|check|tell me why|refund|cancel)|什么时候(能|可以|发货|到|退|才|给)|怎么(还|办|回事|这么|不|退|才|没|都)|为什么|为啥|凭什么" +
        @"|能不能|可不可以|行不行|可以吗|多久|有没有|在吗|有人吗|人工",
        Options,
        1000)]
    private static partial Regex Mine();

    [GeneratedRegex(
        @"\byou (guys|people|lot|keep|said|told|never|charged|sent me)|\byour (company|website|app|driver|agent|colleague|service|courier|staff)" +
        @"|(?<!\w)@ ?\p{L}|你们|贵(公司|司|店)|你家|投诉|12315|垃圾|坑|骗|差评|无语|太(差|慢|过分|离谱)|什么(破|烂|态度|玩意|垃圾)",
        Options,
        1000)]
    private static partial Regex YouPeople();

    [GeneratedRegex(
        @"^(ok(ay)?|yes|yeah|no|right|sure|thanks|thank you|great|fine|got it|alright|oh)[\s,.!]*(thanks|thank you)?[\s,.!]*$" +
        @"|^(嗯+|哦+|好[的吧了]?|行吧?|是的?|对的?|没有?了|谢谢[你了啦您]?|知道了|收到|可以|不用了?|那好吧|好的谢谢)[\s,.，。！!~]*$",
        Options,
        1000)]
    private static partial Regex Acknowledgement();
}
