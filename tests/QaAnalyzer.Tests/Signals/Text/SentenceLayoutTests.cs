using QaAnalyzer.Signals.Text;

namespace QaAnalyzer.Tests.Signals.Text;

public class SentenceLayoutTests
{
    private const string Letters = "好嗯您查了吗啊,。! ~";

    /// <summary>What was asked before is remembered, so every order of questions must give the same answers.</summary>
    [Fact]
    public void Where_sentences_start_and_end_does_not_depend_on_what_was_asked_before()
    {
        var random = new Random(5);
        var (asked, fresh, text) = (new SentenceLayout(), new SentenceLayout(), new NormalizedText());
        var (starts, ends) = (0, 0);
        for (var round = 0; round < 200; round++)
        {
            text.Set(string.Concat(Enumerable.Range(0, 40).Select(_ => Letters[random.Next(Letters.Length)])));
            asked.Set(text);
            for (var question = 0; question < 60; question++)
            {
                var at = question < 30 ? question * text.Length / 30 : random.Next(text.Length + 1);
                fresh.Set(text);
                Assert.Equal(fresh.IsSentenceStart(at), asked.IsSentenceStart(at));
                Assert.Equal(fresh.IsSentenceEnd(at), asked.IsSentenceEnd(at));
                starts += asked.IsSentenceStart(at) ? 1 : 0;
                ends += asked.IsSentenceEnd(at) ? 1 : 0;
            }
        }

        Assert.InRange(starts, 1000, 11_000);
        Assert.InRange(ends, 1000, 11_000);
    }

    [Fact]
    public void Fillers_stand_before_a_start_and_particles_behind_an_end()
    {
        var layout = Of("嗯好,您查。好了吗");
        Assert.Equal([true, true, true, true, false], Enumerable.Range(0, 5).Select(layout.IsSentenceStart));
        Assert.Equal([false, false, false, false, false, true, false, true, true, true], Enumerable.Range(0, 10).Select(layout.IsSentenceEnd));
    }

    [Fact]
    public void What_stands_in_quotation_marks_is_known_and_an_open_mark_quotes_nothing()
    {
        var layout = Of("他说“请稍等”和「好」再“见");
        Assert.True(layout.InsideQuotes(3, 6));
        Assert.True(layout.InsideQuotes(9, 10));
        Assert.False(layout.InsideQuotes(7, 8));
        Assert.False(layout.InsideQuotes(13, 14));
    }

    private static SentenceLayout Of(string words)
    {
        var (layout, text) = (new SentenceLayout(), new NormalizedText());
        text.Set(words);
        layout.Set(text);
        return layout;
    }
}
