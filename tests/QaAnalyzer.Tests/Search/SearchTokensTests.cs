using System.Buffers;
using QaAnalyzer.Search;

namespace QaAnalyzer.Tests.Search;

public class SearchTokensTests
{
    /// <summary>To the databases.</summary>
    private static readonly SearchValues<char> Meaningful = SearchValues.Create("'\"\\*:&|!()#_\0");

    [Theory]
    [InlineData("我要退款", "我要 要退 退款 款")]
    [InlineData("我要退款，谢谢", "我要 要退 退款 款 谢谢 谢")]
    [InlineData("退", "退")]
    [InlineData("請問", "请问 问")]
    [InlineData("Refund ORDER-12", "refund order 12")]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("A4纸张", "a4 纸张 张")]
    [InlineData("don't", "don t")]
    [InlineData("好👍🏽好", "好 👍 好")]
    [InlineData("❤\ufe0f 1\ufe0f\u20e3", "❤ 1")]
    [InlineData("𠮷野家", "𠮷野 野家 家")]
    [InlineData("cafe\u0301 ㎏ ﬁne", "café kg fine")]
    [InlineData("二〇二六人々", "二〇 〇二 二六 六人 人々 々")]
    [InlineData("カメラ", "カメ メラ ラ")]
    [InlineData("한국어 हिन्दी", "한국어 हिन्दी")]
    [InlineData("\ud83d ，。!\"' \t\n", "")]
    [InlineData("x\ud83dy", "x y")]
    public void Words_pairs_and_the_last_of_a_run_are_the_tokens(string text, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Of(text)));
    }

    [Fact]
    public void Of_a_very_long_word_the_beginning_counts()
    {
        Assert.Equal([new string('a', SearchTokens.LongestWord), "b"], Of(new string('a', 300) + " b"));
    }

    [Fact]
    public void Whatever_the_text_a_piece_of_it_is_found_by_its_own_tokens()
    {
        var random = new Random(20260306);
        string[] alphabet = ["a", "Z", "９", "您", "請", "𠮷", "，", " ", "\n", "㎏", "ﬁ", "e\u0301", "😀", "\ud83d", "\ude00", "々", "カ", "'", "*", "\"", "#", "_", "½", "🇨", "\u200d", "\0", "ｶﾞ"];
        for (var round = 0; round < 3_000; round++)
        {
            var units = Enumerable.Range(0, random.Next(1, 30)).Select(_ => alphabet[random.Next(alphabet.Length)]).ToArray();
            var text = string.Concat(units);
            var tokens = new SearchTokens();
            tokens.Read(text);
            var last = 0;
            foreach (var token in tokens.All)
            {
                var word = tokens[token];
                Assert.True(token.Start >= last && token.End > token.Start && token.End <= tokens.Text.Length);
                Assert.DoesNotContain(word.ToString(), char.IsWhiteSpace);
                Assert.False(word.ContainsAny(Meaningful));
                var span = tokens.ToOriginal(token.Start, token.End);
                Assert.True(span.Start >= 0 && span.Start < span.End && span.End <= text.Length);
                last = token.Start;
            }

            var all = Of(text);
            var at = random.Next(units.Length);
            var piece = $" {string.Concat(units[at..random.Next(at, units.Length)])}";
            if (SearchQuery.Read(piece) is not { Refusal: null } query || IsCutOut(units, at, piece)) continue;
            Assert.All(query.Words, w => Assert.Contains(all, t => w.IsBeginning ? t.StartsWith(w.Text, StringComparison.Ordinal) : t == w.Text));
        }
    }

    // A piece that begins or ends inside a word of letters, or parts a character from its other half, has words that the text has not.
    private static bool IsCutOut(string[] units, int at, string piece)
    {
        static bool Clings(string unit) => unit is "a" or "Z" or "９" or "㎏" or "ﬁ" or "e\u0301" or "½" or "\ud83d" or "\ude00" or "\u200d" or "ｶﾞ";
        var end = at;
        for (var length = 1; length < piece.Length; end++) length += units[end].Length;
        return (at > 0 && Clings(units[at - 1])) || (end < units.Length && Clings(units[end]));
    }

    private static List<string> Of(string text)
    {
        var tokens = new SearchTokens();
        tokens.Read(text);
        var words = new List<string>();
        foreach (var token in tokens.All) words.Add(tokens[token].ToString());
        return words;
    }
}
