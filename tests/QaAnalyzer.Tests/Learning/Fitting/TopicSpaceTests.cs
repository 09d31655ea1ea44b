using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Tests.Learning.Fitting;

public sealed class TopicSpaceTests
{
    private static readonly string[] Themes = ["我的手机坏了，屏幕不亮", "快递什么时候到，包裹丢了", "宽带很慢，网速不行", "发票开错了，抬头不对"];

    private static readonly Gram[][] Conversations =
        [.. Enumerable.Range(0, 80).Select(i => Grams(Themes[i % Themes.Length] + (char)('a' + (i / Themes.Length))))];

    private static readonly GramVocabulary Vocabulary = GramVocabulary.Of([.. Conversations.Select(c => new Example([], c))], leastCount: 2, mass: 1);
    private static readonly float[] Weights = [.. Enumerable.Repeat(1f, Vocabulary.Hashes.Count * 4)];
    private static readonly int[] Kept = GramWeights.Strongest(Vocabulary, Weights, 4);
    private static readonly GramWeights Table = GramWeights.Quantize(Vocabulary, Kept, Weights, 4);
    private static readonly TopicSpace Space = Found();

    [Fact]
    public void Conversations_about_the_same_lie_nearer_than_those_about_something_else()
    {
        var phone = Topics(Grams("屏幕不亮，手机坏了吗"));
        Assert.True(Cosine(phone, Topics(Conversations[0])) > 0.9);
        for (var other = 1; other < Themes.Length; other++) Assert.True(Cosine(phone, Topics(Conversations[other])) < 0.5, $"{other}");
    }

    [Fact]
    public void A_conversation_of_unknown_words_is_about_nothing() => Assert.All(Topics(Grams("zzzz")), t => Assert.Equal(0, t));

    [Fact]
    public void The_same_conversations_give_the_same_bits() => Assert.Equal(Space.Rows, Found().Rows);

    private static TopicSpace Found() => TopicSpace.Of([.. Conversations.Select(c => Vocabulary.Row(new([], c)))], Vocabulary, Kept);

    private static double[] Topics(Gram[] grams)
    {
        var topics = new double[TopicSpace.Topics];
        var rows = new GramRows();
        rows.Set(Table, grams);
        Space.Fill(grams, rows.Rows, topics);
        return topics;
    }

    private static double Cosine(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static Gram[] Grams(string words)
    {
        var (text, grams) = (new NormalizedText(), new ViewGrams());
        text.Set(words);
        grams.Add(0, 0, text);
        grams.Close(0);
        return grams.Grams.ToArray();
    }
}
