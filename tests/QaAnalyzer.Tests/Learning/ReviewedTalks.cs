using System.Globalization;
using QaAnalyzer.Conversations;
using QaAnalyzer.Learning;
using QaAnalyzer.Learning.Moods;

namespace QaAnalyzer.Tests.Learning;

/// <summary>Invented reviewed conversations whose ending decides what three evaluators give; seeded.</summary>
internal static class ReviewedTalks
{
    private static readonly string[] Subjects = ["发票", "快递", "退款", "账号", "宽带", "流量套餐", "会员", "订单"];
    private static readonly string[] Good = ["已经好了，太谢谢你了", "问题解决了，谢谢", "可以了，非常感谢"];
    private static readonly string[] Middle = ["那我再等等看", "知道了", "好吧"];
    private static readonly string[] Bad = ["还是没有解决，太差劲了", "我要投诉你们", "说了半天一点用都没有"];

    public static IReadOnlyList<Conversation> Of(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => One(string.Create(CultureInfo.InvariantCulture, $"talk-{seed}-{i}"), random))];
    }

    public static ScorerBuild Build(IReadOnlyList<Conversation> conversations, SiteSettings? site = null, MoodReader? moods = null) =>
        ScorerBuild.Read(new AnalysisPipeline(Product.Rubric("helpdesk-quality"), Product.Detectors, site), conversations, moods);

    public static LearnedScorer Trained(int count) => Trained(Build(Of(count)));

    public static LearnedScorer Trained(ScorerBuild build)
    {
        var folder = Directory.CreateTempSubdirectory("scorer-");
        try
        {
            var path = Path.Combine(folder.FullName, "a.scorer");
            build.Train(["talks"], new(2026, 3, 5), path);
            return LearnedScorer.Load(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Conversation One(string id, Random random)
    {
        var subject = Subjects[random.Next(Subjects.Length)];
        var level = random.Next(3);
        string[] endings = level switch { 0 => Bad, 1 => Middle, _ => Good };
        var talk = Talk.Chat(
            $"customer: 我的{subject}出了问题，能帮我看看吗？",
            $"agent: 您好，请提供一下{subject}的编号，我帮您查询",
            $"customer: 编号是{random.Next(1000, 9999)}",
            level == 0 ? "agent: 这个不归我们管" : "agent: 已经为您处理了，请您确认一下",
            $"customer: {endings[random.Next(endings.Length)]}");
        return talk with { Id = id, Language = "zh", Reviews = [.. Enumerable.Range(0, 3).Select(e => Review("e" + e, (2 * level) + 1, random))] };
    }

    private static PastReview Review(string evaluator, int score, Random random)
    {
        double Near() => Math.Clamp(score + random.Next(-1, 2), 1, 5);
        return new() { Evaluator = evaluator, Scores = new Dictionary<string, double> { ["accomplishment"] = Near(), ["satisfaction"] = Near(), ["effectiveness"] = Near() } };
    }
}
