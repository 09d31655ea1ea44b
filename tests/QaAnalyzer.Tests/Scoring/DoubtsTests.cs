using QaAnalyzer.Conversations;
using QaAnalyzer.Conversations.Repairs;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals.Channels;
using QaAnalyzer.Tests.Signals.Channels;

namespace QaAnalyzer.Tests.Scoring;

public class DoubtsTests
{
    [Fact]
    public void Times_in_milliseconds_give_no_timing_signal_and_no_timing_measure()
    {
        var analysis = Product.Analyze(ConversationRepair.TimesToMilliseconds.Apply(SampleCalls.Parcel), "incoming-call");
        Assert.Equal(ChannelFlag.TimesInMilliseconds, Assert.Single(analysis.Flags).Kind);
        Assert.DoesNotContain(analysis.Signals, s => s.Source == QaAnalyzer.Signals.SignalSource.Timing);
        var absent = analysis.Measures.Where(m => m.Value is null).ToList();
        Assert.Contains(absent, m => m.Sentence.En.StartsWith("times look like milliseconds", StringComparison.Ordinal));
        Assert.DoesNotContain(absent, m => m.Sentence == QaAnalyzer.Signals.Measures.TimeWords.NoTimes);
    }

    [Fact]
    public void Exchanged_sides_keep_their_drafts_and_every_draft_says_so()
    {
        var analysis = Product.Analyze(ConversationRepair.SwapSides.Apply(SampleCalls.Parcel));
        var drafts = analysis.Drafts.OfType<DraftScore>().ToList();
        Assert.NotEmpty(drafts);
        Assert.All(drafts, d => Assert.Contains("look exchanged", d.Reason.En, StringComparison.Ordinal));
    }

    [Fact]
    public void A_side_that_is_not_heard_is_not_held_against_the_agent()
    {
        var silent = SampleCalls.Parcel with { Utterances = [.. SampleCalls.Parcel.Utterances.Select(u => u with { Speaker = Speaker.Customer })] };
        var analysis = Product.Analyze(silent);
        Assert.All(
            analysis.Measures.Where(m => m.Id.StartsWith("greeting", StringComparison.Ordinal) || m.Id.StartsWith("polite", StringComparison.Ordinal)),
            m => Assert.Null(m.Value));
        Assert.Contains(analysis.Drafts.OfType<Abstention>(), d => d.Reason.Zh.Contains("只有客户一方说话", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_flag_drafts_are_as_they_were() =>
        Assert.All(Product.Analyze(SampleCalls.Parcel).Drafts, d => Assert.DoesNotContain("exchanged", d.Reason.En, StringComparison.Ordinal));
}
