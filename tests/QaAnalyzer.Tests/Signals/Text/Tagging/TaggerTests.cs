using QaAnalyzer.Conversations;
using QaAnalyzer.Data;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Tests.Signals.Text.Tagging;

public class TaggerTests
{
    private static readonly string ModelFolder = Path.Combine(AppContext.BaseDirectory, "models", "tagger.v1");

    [Theory]
    [InlineData("agent", "您好，感谢来电，请问有什么可以帮您", "greeting,offer-help,courtesy,thanks")]
    [InlineData("agent", "换成我也会着急的，您先别担心，我现在就帮您查", "empathy,reassurance,ownership")]
    [InlineData("agent", "I'm so sorry about that, let me sort this out for you right now.", "apology,ownership")]
    [InlineData("customer", "你让我把话说完行不行", "cut-off-protest")]
    [InlineData("customer", "that worked, thank you so much", "resolved,gratitude")]
    public void Plain_cases_of_both_languages_are_tagged(string speaker, string text, string expected)
    {
        var tags = Tags(Talk.Chat($"{speaker}: {text}"));
        Assert.Equal(expected.Split(',').Order(StringComparer.Ordinal), tags);
    }

    [Fact]
    public void The_classifier_finds_what_no_phrase_says_and_names_the_words()
    {
        var signals = Signals(Talk.Chat("customer: 我等了一上午", "agent: 辛辛苦苦等一上午还是没等到人，搁谁都窝火"));
        var empathy = Assert.Single(signals, s => s.Tag == "empathy");
        Assert.Equal(SignalSource.Classifier, empathy.Source);
        Assert.StartsWith("words \"", empathy.Reason.En, StringComparison.Ordinal);
        Assert.StartsWith("词语“", empathy.Reason.Zh, StringComparison.Ordinal);
        Assert.InRange(empathy.Span.End, empathy.Span.Start + 1, 30);
    }

    [Fact]
    public void Traditional_full_width_and_unpunctuated_text_gets_the_same_tags()
    {
        var plain = Tags(Talk.Chat("agent: 请您稍等，我帮您查一下"));
        Assert.Contains("hold-notice", plain);
        Assert.Equal(plain, Tags(Talk.Chat("agent: 請您稍等，我幫您查一下")));
        Assert.Equal(Tags(Talk.Chat("agent: ok one moment please")), Tags(Talk.Chat("agent: ＯＫ ｏｎｅ ｍｏｍｅｎｔ ｐｌｅａｓｅ")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("😀😀")]
    [InlineData("\ud83d")]
    [InlineData("12345678")]
    public void Odd_texts_are_judged_without_fuss(string text)
    {
        Assert.NotNull(Signals(Talk.Chat("agent: " + text, "customer: " + text)));
    }

    [Fact]
    public void A_hundred_thousand_characters_are_judged_and_spans_stay_inside()
    {
        var text = string.Concat(Enumerable.Repeat("非常抱歉给您添麻烦了，请稍等。", 6_700));
        Assert.All(Signals(Talk.Chat("agent: " + text)), s => Assert.InRange(s.Span.End, s.Span.Start, text.Length));
    }

    [Fact]
    public void Judging_allocates_nothing_in_steady_state()
    {
        var classifier = TaggerBuild.LoadClassifier(ModelFolder);
        var (text, context) = (new NormalizedText(), new NormalizedText());
        var probabilities = new float[TagVocabulary.Text.Count];
        void Judge()
        {
            text.Set("您好，您反映的情况我们已认真记录，会及时向相关部门反馈");
            context.Set("你们到底管不管");
            classifier.Classify(new(Speaker.Agent, text, context, default), probabilities);
        }

        Judge();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Judge();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Training_again_gives_the_shipped_model_to_the_byte()
    {
        using var trained = new TestFolder();
        var folder = trained.PathOf("tagger.v1");
        TaggerBuild.Train(TrainingData.Rows, Path.Combine(Product.DataFolder, "phrases"), folder);
        Assert.Equal(File.ReadAllBytes(Path.Combine(ModelFolder, "model.bin")), File.ReadAllBytes(Path.Combine(folder, "model.bin")));
        Assert.Equal(File.ReadAllText(Path.Combine(ModelFolder, "metrics.json")), File.ReadAllText(Path.Combine(folder, "metrics.json")));
    }

    [Fact]
    public void A_missing_damaged_or_foreign_model_is_named_at_load()
    {
        var file = File.ReadAllBytes(Path.Combine(ModelFolder, "model.bin"));
        Assert.Contains("is missing", Load(null), StringComparison.Ordinal);
        Assert.Contains("is not a tagger model", Load([1, 2, 3]), StringComparison.Ordinal);
        Assert.Contains("checksum", Load([.. file[..^40], .. file[^39..]]), StringComparison.Ordinal);
        var flipped = (byte[])file.Clone();
        flipped[file.Length / 2] ^= 1;
        Assert.Contains("checksum", Load(flipped), StringComparison.Ordinal);
        var newer = (byte[])file.Clone();
        newer[8] = 9;
        Assert.Contains("format version 9", Load(newer), StringComparison.Ordinal);
        Assert.Contains("qa train tagger", Load(newer), StringComparison.Ordinal);
    }

    private static string Load(byte[]? file)
    {
        using var folder = new TestFolder();
        if (file is not null) File.WriteAllBytes(folder.PathOf("model.bin"), file);
        return Assert.Throws<ModelException>(() => TaggerBuild.LoadClassifier(folder.PathOf(""))).Message;
    }

    private static List<string> Tags(Conversation talk) => [.. Signals(talk).Select(s => s.Tag).Distinct().Order(StringComparer.Ordinal)];

    private static SignalSet Signals(Conversation talk)
    {
        var signals = new SignalSet();
        Product.Text.Detect(new(talk, Thresholds.Default, signals));
        return signals;
    }
}
