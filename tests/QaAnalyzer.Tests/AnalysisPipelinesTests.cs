using System.Buffers;
using System.Text;
using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Tests.Reviews;

namespace QaAnalyzer.Tests;

public class AnalysisPipelinesTests
{
    public static TheoryData<Channel> Channels => [Channel.Chat, Channel.Call, Channel.Email];

    [Theory]
    [MemberData(nameof(Channels))]
    public void Several_rubrics_at_once_give_to_the_byte_what_each_gives_alone(Channel channel)
    {
        var conversation = ReviewSamples.Conversation("c1", channel);
        var together = new AnalysisPipelines(Product.Rubrics.All, Product.Detectors, Product.Site).Analyze(conversation);
        Assert.Equal(Product.Rubrics.All.Select(r => r.Id).Order(StringComparer.Ordinal), together.Select(a => a.Rubric).Order(StringComparer.Ordinal));
        foreach (var analysis in together)
        {
            var alone = new AnalysisPipeline(Product.Rubric(analysis.Rubric), Product.Detectors, Product.Site).Analyze(conversation);
            Assert.Equal(Lines(alone), Lines(analysis));
            Assert.Equal(alone.Measures.Select(m => m.Sentence), analysis.Measures.Select(m => m.Sentence));
        }
    }

    [Fact]
    public void A_detector_that_fails_fails_under_every_rubric()
    {
        var conversation = ReviewSamples.Conversation("c1", Channel.Call);
        IReadOnlyList<ISignalDetector> detectors = [.. Product.Detectors, new Broken()];
        foreach (var analysis in new AnalysisPipelines(Product.Rubrics.All, detectors).Analyze(conversation))
        {
            Assert.Equal(new DetectorFailure("broken", "NotSupportedException"), Assert.Single(analysis.Failures));
            Assert.Equal(Lines(new AnalysisPipeline(Product.Rubric(analysis.Rubric), detectors).Analyze(conversation)), Lines(analysis));
        }
    }

    [Fact]
    public void Words_are_read_once_and_thresholds_judged_once_for_each_set_of_them()
    {
        var words = new Counting(usesThresholds: false);
        var times = new Counting(usesThresholds: true);
        var slow = Thresholds.Default with { ReplySeconds = new Dictionary<Channel, double>(Thresholds.Default.ReplySeconds) { [Channel.Chat] = 90 } };
        var same = Thresholds.Default with { ReplySeconds = new Dictionary<Channel, double>(Thresholds.Default.ReplySeconds) };
        Rubric[] rubrics =
        [
            ReviewSamples.Rubric,
            ReviewSamples.Rubric with { Id = "b.v1", Thresholds = slow },
            ReviewSamples.Rubric with { Id = "c.v1", Thresholds = same },
            ReviewSamples.Rubric with { Id = "d.v1", Thresholds = same with { DeadAirSeconds = 9 } },
        ];
        Assert.Equal(4, new AnalysisPipelines(rubrics, [words, times]).Analyze(ReviewSamples.Conversation("c1")).Count);
        Assert.Equal((1, 3), (words.Calls, times.Calls));
    }

    private static string Lines(ConversationAnalysis analysis)
    {
        var bytes = new ArrayBufferWriter<byte>();
        AnalysisJson.WriteLine(bytes, analysis, chinese: true);
        AnalysisJson.WriteLine(bytes, analysis, chinese: false);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private sealed class Counting(bool usesThresholds) : ISignalDetector
    {
        public int Calls { get; private set; }

        public string Name => "counting";

        public IReadOnlyCollection<string> Tags => [];

        public bool UsesThresholds => usesThresholds;

        public void Detect(AnalysisContext context) => Calls++;
    }

    private sealed class Broken : ISignalDetector
    {
        public string Name => "broken";

        public IReadOnlyCollection<string> Tags => ["greeting"];

        public void Detect(AnalysisContext context)
        {
            context.Signals.Add(new("greeting", 0, new(0, 1), 1, SignalSource.Phrase, new("收回", "taken back")));
            throw new NotSupportedException();
        }
    }
}
