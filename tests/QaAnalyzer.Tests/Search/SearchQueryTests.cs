using QaAnalyzer.Search;

namespace QaAnalyzer.Tests.Search;

public class SearchQueryTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void Nothing_asked_is_no_search(string? asked) => Assert.Null(SearchQuery.Read(asked));

    [Theory]
    [InlineData("！？，。")]
    [InlineData("\"\"")]
    [InlineData("“ ”")]
    [InlineData("\ud83d")]
    [InlineData("' OR 1=1 --'", true)]
    public void What_has_no_word_is_refused_with_a_sentence_in_both_languages(string asked, bool hasWords = false)
    {
        var refusal = SearchQuery.Read(asked)!.Refusal;
        Assert.Equal(hasWords, refusal is null);
        if (hasWords) return;
        Assert.Contains("请输入", refusal!.Value.Zh, StringComparison.Ordinal);
        Assert.Contains("type a word", refusal.Value.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_query_has_a_longest_length()
    {
        Assert.Null(SearchQuery.Read(new('退', SearchQuery.Longest))!.Refusal);
        Assert.Contains("200", SearchQuery.Read(new('退', SearchQuery.Longest + 1))!.Refusal!.Value.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("退", "退*")]
    [InlineData("退款", "退款")]
    [InlineData("我要退款 Order", "我要 要退 退款 order")]
    [InlineData("订单A4 订单", "订单 a4")]
    public void Pairs_and_words_must_occur_and_a_single_character_may_begin_a_pair(string asked, string expected)
    {
        Assert.Equal(expected, string.Join(' ', SearchQuery.Read(asked)!.Words.Select(w => w.Text + (w.IsBeginning ? "*" : ""))));
    }

    [Theory]
    [InlineData("a \"b c\" d", "b c")]
    [InlineData("“我要退款” 「謝謝您」", "我要退款|谢谢您")]
    [InlineData("\"not closed", "not closed")]
    [InlineData("\"退款\" \"Order\"", "")]
    [InlineData("\" 50% \"", "50%")]
    public void What_stands_in_quotes_is_a_phrase_unless_one_word_says_it_all(string asked, string expected)
    {
        Assert.Equal(expected, string.Join('|', SearchQuery.Read(asked)!.Phrases));
    }

    [Theory]
    [InlineData("Chat-2026 ", "#chat_2026", true)]
    [InlineData("c1", "#c1", false)]
    [InlineData("order", "#order", false)]
    public void A_query_without_quotes_may_be_an_id_or_with_a_digit_the_beginning_of_one(string asked, string id, bool isBeginning)
    {
        Assert.Equal(new SearchWord(id, isBeginning), SearchQuery.Read(asked)!.Id);
        Assert.Null(SearchQuery.Read($"\"{asked}\"")!.Id);
    }

    [Fact]
    public void An_id_is_stored_whole_and_from_each_of_its_parts_on()
    {
        Assert.Equal(["#chat_2026_0042", "#2026_0042", "#0042"], IdWords.Of("Chat-2026/0042"));
        Assert.Equal(["#a_"], IdWords.Of("a-"));
        Assert.Equal(8, IdWords.Of(string.Join('-', Enumerable.Range(1, 50))).Count());
    }
}
