using QaAnalyzer.Signals.Timing.Overlaps;

namespace QaAnalyzer.Tests.Signals.Timing.Overlaps;

public class HeardWordsTests
{
    [Theory]
    [InlineData("Mm-hmm, I see.", "mm-hmm i see")]
    [InlineData("那個３Ｇ流量", "那 个 3g 流 量")]
    [InlineData("but th-", "but th-")]
    [InlineData("but --", "but")]
    [InlineData("{uhhuh} o_k", "uhhuh o_k")]
    [InlineData("…", "")]
    public void Words_are_single_Chinese_characters_or_words_of_other_scripts(string text, string words) =>
        Assert.Equal(words, string.Join(' ', HeardWords.Of(text).Words));

    [Theory]
    [InlineData("我想……", "BrokenOff")]
    [InlineData("我想——", "BrokenOff")]
    [InlineData("and then...", "BrokenOff")]
    [InlineData("好的。", "Closed")]
    [InlineData("好吗？", "Closed")]
    [InlineData("不是，", "Comma")]
    [InlineData("好的", "Open")]
    [InlineData("", "Open")]
    public void The_end_on_paper_is_seen(string text, string end) => Assert.Equal(end, HeardWords.Of(text).End.ToString());

    [Fact]
    public void The_worst_word_decides_what_an_acknowledgement_is_worth()
    {
        var tree = new WordTree();
        tree.Add(["嗯"], 1);
        tree.Add(["好"], 1);
        tree.Add(["好", "的"], 2);
        tree.Add(["的", "确"], 3);
        Assert.Equal(1, tree.CoveringRank(["嗯", "好"]));
        Assert.Equal(2, tree.CoveringRank(["嗯", "好", "的"]));
        Assert.Equal(3, tree.CoveringRank(["好", "的", "确"]));
        Assert.Equal(0, tree.CoveringRank(["好", "的", "啊"]));
        Assert.Equal(2, tree.LengthAtEnd(["嗯", "好", "的"]));
        Assert.Equal(2, tree.LengthAt(["嗯", "好", "的"], 1));
    }
}
