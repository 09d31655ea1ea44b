using QaAnalyzer.Conversations;
using QaAnalyzer.Data;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Tests.Signals.Text;

public class PhraseMatchingTests
{
    [Theory]
    [InlineData("稍等", "请稍等一下", "稍等")]
    [InlineData("请[稍等|稍候]", "請稍候", "請稍候")]
    [InlineData("请(您)稍等", "请您稍等", "请您稍等")]
    [InlineData("请(您)稍等", "请稍等", "请稍等")]
    [InlineData("把…发我", "把截图和单号发我看看", "把截图和单号发我")]
    [InlineData("bear with me", "Please BEAR  with me.", "BEAR  with me")]
    [InlineData("apologi*", "I apologise", "apologi")]
    [InlineData("^您好", "嗯，您好", "您好")]
    [InlineData("[好的|行]$", "那行吧。", "行")]
    [InlineData("i'm on it", "I’m on it", "I’m on it")]
    [InlineData("\\(笑\\)", "好的(笑)", "(笑)")]
    public void A_phrase_finds_its_words_and_their_original_place(string phrase, string text, string found)
    {
        var signal = Assert.Single(Detect($"zh: [\"{phrase.Replace("\\", "\\\\", StringComparison.Ordinal)}\"]", text));
        Assert.Equal(found, text[signal.Span.Start..signal.Span.End]);
        Assert.Equal(($"短语“{found}”", $"phrase \"{found}\""), (signal.Reason.Zh, signal.Reason.En));
    }

    [Theory]
    [InlineData("hold", "the household")]
    [InlineData("apologise", "apologised")]
    [InlineData("^您好", "他说您好")]
    [InlineData("行$", "不行动")]
    [InlineData("把…发我", "把门关上。发我看看")]
    [InlineData("把…发我", "把这一二三四五六七八九十甲乙丙丁发我")]
    [InlineData("稍等", "他说“稍等”就挂了")]
    [InlineData("hold on", "it says \"hold on\" on the screen")]
    public void A_phrase_does_not_match_across_words_sentences_or_inside_quotes(string phrase, string text)
    {
        Assert.Empty(Detect($"zh: [\"{phrase}\"]", text));
    }

    [Fact]
    public void A_quoted_phrase_matches_when_the_list_says_so()
    {
        Assert.Single(Detect("zh: [{text: 稍等, quoted: true}]", "他说“稍等”"));
    }

    [Theory]
    [InlineData("我不是要您稍等", false)]
    [InlineData("不是，您稍等", true)]
    [InlineData("您稍等", true)]
    [InlineData("您稍等的意思", false)]
    [InlineData("我不是稍等", false)]
    public void Guards_forbid_a_match_in_the_same_clause_and_directly_behind(string text, bool matches)
    {
        Assert.Equal(matches, Detect("unless: {after: [不是, 是稍等], before: [的意思]}\nzh: [稍等]", text).Count > 0);
    }

    [Fact]
    public void A_phrase_that_answers_something_needs_that_before_it()
    {
        const string List = "tag: hold-notice\nzh: [{text: 稍等, reply-to: [查一下]}]";
        Assert.Single(Detect(List, Talk.Chat("customer: 帮我查一下", "agent: 稍等")));
        Assert.Empty(Detect(List, Talk.Chat("customer: 在吗", "agent: 稍等")));
        Assert.Empty(Detect(List, Talk.Chat("agent: 稍等")));
    }

    [Fact]
    public void Of_several_matches_the_surest_gives_the_signal()
    {
        var signal = Assert.Single(Detect("zh: [{text: 您稍, probability: 0.5}, {text: 稍等, probability: 0.8}]", "您稍等"));
        Assert.Equal(0.8, signal.Probability);
    }

    [Fact]
    public void A_tag_belongs_only_to_its_own_speaker()
    {
        Assert.Empty(Detect("tag: hold-notice\nzh: [稍等]", Talk.Chat("customer: 稍等", "bot: 稍等", "system: 稍等")));
    }

    [Theory]
    [InlineData("tag: hold-notice\nzh: [\"请[稍等\"]", "line 2", "missing ']'")]
    [InlineData("tag: hold-notice\nzh: [\"(请)\"]", "line 2", "nothing to begin with")]
    [InlineData("tag: hold-notice\nzh: [\"…等\"]", "line 2", "nothing to begin with")]
    [InlineData("tag: politeness\nzh: [请]", "line 1", "unknown tag")]
    [InlineData("tag: hold-notice\nprobability: 2\nzh: [请]", "line 2", "probability")]
    [InlineData("tag: hold-notice\nzh:\n  - {text: 请, befor: [x]}", "line 3", "unknown key")]
    public void A_faulty_list_names_line_and_fault(string yaml, string line, string fault)
    {
        var file = YamlFile.Parse("hold-notice.yaml", yaml);
        PhraseLists.Read(file, WordTable.None);
        var problem = Assert.Single(file.Problems).ToString();
        Assert.Contains("hold-notice.yaml " + line, problem, StringComparison.Ordinal);
        Assert.Contains(fault, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_texts_never_throw_and_spans_stay_inside()
    {
        var random = new Random(7);
        const string Alphabet = "您请稍等一下，。？！ \"“”「」abcdefg'😀\ud800\u0301把发我不是的了";
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var talk = Talk.Chat("agent: " + text, "customer: " + text);
            var signals = new SignalSet();
            Product.Phrases.Detect(new(talk, Thresholds.Default, signals));
            Assert.All(signals, s => Assert.InRange(s.Span.End, s.Span.Start + 1, text.Length));
        }
    }

    private static SignalSet Detect(string list, string text) => Detect("tag: hold-notice\n" + list, Talk.Chat("agent: " + text));

    private static SignalSet Detect(string yaml, Conversation conversation)
    {
        var file = YamlFile.Parse("hold-notice.yaml", yaml);
        var detector = new TextDetector(new(PhraseLists.Read(file, WordTable.None), WordTable.None), classifier: null);
        file.ThrowIfProblems();
        var signals = new SignalSet();
        detector.Detect(new(conversation, Thresholds.Default, signals));
        return signals;
    }
}
