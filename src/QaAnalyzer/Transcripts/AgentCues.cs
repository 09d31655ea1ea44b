using System.Text.RegularExpressions;

namespace QaAnalyzer.Transcripts;

/// <summary>Something agents say first. A heavier cue is more telling.</summary>
internal sealed record AgentCue(int Weight, string Does);

/// <summary>Openings of agents in Chinese and English.</summary>
internal static partial class AgentCues
{
    public const int Introduction = 3;

    private static readonly (Regex Pattern, AgentCue Cue)[] All =
    [
        (Thanks(), new(5, "thanks for calling")),
        (Offer(), new(4, "offers help")),
        (Intro(), new(Introduction, "introduces themselves")),
        (Hold(), new(2, "asks to hold")),
        (Greeting(), new(1, "greets")),
    ];

    /// <summary>The heaviest cue in a text, or null. Only the beginning counts: a greeting is not buried in a long text.</summary>
    public static AgentCue? Find(string text)
    {
        var beginning = text.Length > 1_000 ? text[..1_000] : text;
        return All.FirstOrDefault(each => each.Pattern.IsMatch(beginning)).Cue;
    }

    [GeneratedRegex(@"\bthank(s| you) (so much )?for (calling|contacting|choosing|reaching)|(感谢|谢谢)(您的?)?(来电|致电|联系|咨询)|欢迎(您的?)?(来电|致电|咨询)", Options, 1000)]
    private static partial Regex Thanks();

    [GeneratedRegex(
        @"\b(how|what) (can|may|could) (i|we) (help|assist|do for)|\b(assisting|helping) you\b|有什么.{0,6}(帮|为)您?|(为|帮)您服务|能帮(到)?您|需要(什么)?帮助吗",
        Options,
        1000)]
    private static partial Regex Offer();

    [GeneratedRegex(
        @"\b(?i:my name is|this is|i am|i'm) \p{Lu}\p{L}+|我是.{0,12}(客服|专员|顾问|号|经理)|工号|这里是",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Intro();

    [GeneratedRegex(@"\b(please hold|hold on|one moment|bear with me|put you on hold)\b|请?您?稍等|稍候", Options, 1000)]
    private static partial Regex Hold();

    [GeneratedRegex(@"^\W*(hello|hi|good (morning|afternoon|evening))\b|您好|欢迎", Options, 1000)]
    private static partial Regex Greeting();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;
}
