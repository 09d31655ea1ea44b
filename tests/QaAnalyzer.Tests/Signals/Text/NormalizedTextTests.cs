using System.Text;
using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Tests.Signals.Text;

public class NormalizedTextTests
{
    [Theory]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("您好，請問！", "您好,请问!")]
    [InlineData("I’m  sorry", "i'm sorry")]
    [InlineData("㎏", "kg")]
    [InlineData("e\u0301t\u00e9", "été")]
    [InlineData("ｶﾞ", "ガ")]
    [InlineData("a\tb\r\nc", "a b \nc")]
    [InlineData("", "")]
    public void Width_case_script_and_spaces_are_folded(string text, string expected)
    {
        Assert.Equal(expected, Normal(text).Chars.ToString());
    }

    [Fact]
    public void A_match_after_a_composed_character_maps_back_to_the_original_place()
    {
        const string Original = "cafe\u0301 ＯＫ吗";
        var text = Normal(Original);
        var at = text.Chars.IndexOf("ok");
        var span = text.ToOriginal(at, at + 2);
        Assert.Equal("ＯＫ", Original[span.Start..span.End]);
    }

    [Fact]
    public void One_original_sign_that_becomes_two_letters_maps_back_as_a_whole()
    {
        const string Original = "重5㎏的";
        var text = Normal(Original);
        var at = text.Chars.IndexOf('g');
        var span = text.ToOriginal(at, at + 1);
        Assert.Equal("㎏", Original[span.Start..span.End]);
    }

    [Theory]
    [InlineData("好😀好")]
    [InlineData("👨‍👩‍👧家")]
    [InlineData("\ud83d")]
    [InlineData("\ude00a")]
    [InlineData("x\ufffe\u0301y")]
    [InlineData("𠮷野家")]
    public void Emoji_and_broken_surrogates_keep_every_original_character_covered(string text)
    {
        AssertCovers(text, Normal(text));
    }

    [Fact]
    public void Random_texts_give_what_unicode_gives_and_cover_the_original()
    {
        var random = new Random(20260305);
        const string Alphabet = "aZ ９Ａ您請，。㎏ﬁe\u0301\u0308ｶﾞ한\u1112\u1161\u11ab\n\t“”…①½";
        for (var round = 0; round < 3_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var normal = Normal(text);
            AssertCovers(text, normal);
            Assert.Equal(Normal(text.Normalize(NormalizationForm.FormKC)).Chars.ToString(), normal.Chars.ToString());
        }
    }

    [Fact]
    public void A_hundred_thousand_characters_are_no_special_case()
    {
        var text = string.Concat(Enumerable.Repeat("您好Ａ", 33_334));
        var normal = Normal(text);
        Assert.Equal(text.Length, normal.Length);
        Assert.Equal(text.Length, normal.ToOriginal(0, normal.Length).End);
    }

    private static NormalizedText Normal(string text)
    {
        var normal = new NormalizedText();
        normal.Set(text);
        return normal;
    }

    /// <summary>Spans never go backwards and together touch every original character.</summary>
    private static void AssertCovers(string original, NormalizedText normal)
    {
        var covered = 0;
        for (var i = 0; i < normal.Length; i++)
        {
            var span = normal.ToOriginal(i, i + 1);
            Assert.InRange(span.Start, 0, covered);
            Assert.InRange(span.End, span.Start + 1, original.Length);
            covered = Math.Max(covered, span.End);
        }

        Assert.Equal(original.Length, covered);
    }
}
