using QaAnalyzer.Search;

namespace QaAnalyzer.Tests.Search;

public class SearchSnippetTests
{
    [Theory]
    [InlineData("退款", "customer: 我要退款，快退款", "我要[退款]，快[退款]")]
    [InlineData("我要退款", "customer: 我要退款", "[我要退款]")]
    [InlineData("退", "customer: 退款不退", "[退]款不[退]")]
    [InlineData("请问", "customer: 您好，請問", "您好，[請問]")]
    [InlineData("ok", "customer: 好ＯＫ好", "好[ＯＫ]好")]
    [InlineData("kg", "customer: 5 ㎏重", "5 [㎏]重")]
    [InlineData("café", "customer: cafe\u0301s a cafe\u0301", "cafe\u0301s a [cafe\u0301]")]
    [InlineData("👍", "customer: 好👍🏽的", "好[👍]🏽的")]
    [InlineData("𠮷", "customer: 去𠮷野家", "去[𠮷]野家")]
    [InlineData("<b>", "customer: <b>hi</b>", "<[b]>hi</[b]>")]
    [InlineData("\"order refund\"", "customer: refund order refund", "[refund] [order refund]")]
    [InlineData("\"50%\"", "customer: 退 50% 或 50", "退 [50%] 或 [50]")]
    public void The_words_are_marked_in_the_text_as_it_came(string asked, string line, string expected)
    {
        Assert.Equal(expected, Marked(asked, line));
    }

    [Fact]
    public void The_utterance_that_shows_most_of_the_query_is_shown()
    {
        var snippet = Of("order refund", "customer: the order", "agent: which order, which refund", "customer: my refund")!;
        Assert.Equal((1, QaAnalyzer.Conversations.Speaker.Agent), (snippet.Utterance, snippet.Speaker));
    }

    [Fact]
    public void A_long_text_is_cut_around_the_first_hit_and_no_character_is_parted()
    {
        var marked = Marked("退款", $"customer: {string.Concat(Enumerable.Repeat("😀", 200))}退款{string.Concat(Enumerable.Repeat("😀", 200))}");
        Assert.StartsWith("…😀", marked, StringComparison.Ordinal);
        Assert.EndsWith("😀…", marked, StringComparison.Ordinal);
        Assert.InRange(marked.Length, 100, 130);
        Assert.Equal(marked, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(marked)));
    }

    [Fact]
    public void A_conversation_found_by_its_id_has_no_snippet() => Assert.Null(Of("c-42", "customer: 在吗"));

    [Theory]
    [InlineData("\"order refund\"", "the order: refund it", false)]
    [InlineData("\"order refund\"", "the order\nrefund it", true)]
    [InlineData("\"order refund\"", "reorder refund", false)]
    [InlineData("\"order refund\"", "order refunds; Order Refund", true)]
    [InlineData("“海自来”", "上海自来水", true)]
    [InlineData("“上海海关”", "上海的海海的海关", false)]
    public void A_phrase_stands_as_it_was_asked_and_is_cut_out_of_no_longer_word(string asked, string text, bool expected)
    {
        Assert.Equal(expected, new SearchMatcher(SearchQuery.Read(asked)!).HasPhrases(Talk.Chat($"customer: {text}").Utterances));
    }

    [Fact]
    public void Each_phrase_may_stand_in_an_utterance_of_its_own_and_none_reaches_over_two()
    {
        var matcher = new SearchMatcher(SearchQuery.Read("\"my order\" \"your refund\"")!);
        Assert.True(matcher.HasPhrases(Talk.Chat("customer: my order", "agent: your refund").Utterances));
        Assert.False(matcher.HasPhrases(Talk.Chat("customer: my", "agent: order and your refund").Utterances));
    }

    private static SearchSnippet? Of(string asked, params string[] lines) => SearchSnippet.Of(Talk.Chat(lines), new(SearchQuery.Read(asked)!));

    private static string Marked(string asked, string line) => string.Concat(Of(asked, line)!.Parts.Select(p => p.IsHit ? $"[{p.Text}]" : p.Text));
}
