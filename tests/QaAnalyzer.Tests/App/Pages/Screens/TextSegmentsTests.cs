using QaAnalyzer.App.Pages.Screens;
using QaAnalyzer.Conversations;

namespace QaAnalyzer.Tests.App.Pages.Screens;

public class TextSegmentsTests
{
    [Fact]
    public void A_text_without_evidence_is_one_segment() => Assert.Equal("您好[]", Shown("您好"));

    [Fact]
    public void Evidence_in_the_middle_makes_three() => Assert.Equal("您好，[] 我是小林[a] 。[]", Shown("您好，我是小林。", (3, 7, "a")));

    [Fact]
    public void Overlapping_evidence_is_cut_at_every_border() => Assert.Equal("01[a] 23[a,b] 45[b]", Shown("012345", (0, 4, "a"), (2, 6, "b")));

    [Fact]
    public void A_span_beyond_the_text_ends_with_it() => Assert.Equal("ab[] cd[a]", Shown("abcd", (2, 99, "a")));

    [Fact]
    public void A_border_inside_an_emoji_moves_before_it() => Assert.Equal("a[] 😡b[x]", Shown("a😡b", (2, 4, "x")));

    [Fact]
    public void Nothing_is_lost_or_doubled()
    {
        var segments = TextSegments.Of("你好👋世界", [(new(1, 3), "a"), (new(2, 5), "b"), (new(0, 0), "c")]);
        Assert.Equal("你好👋世界", string.Concat(segments.Select(s => s.Text)));
    }

    private static string Shown(string text, params (int Start, int End, string Line)[] marks) => string.Join(
        ' ', TextSegments.Of(text, [.. marks.Select(m => (new TextSpan(m.Start, m.End), m.Line))]).Select(s => $"{s.Text}[{string.Join(',', s.Lines)}]"));
}
