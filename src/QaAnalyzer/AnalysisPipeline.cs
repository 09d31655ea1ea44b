using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Channels;
using QaAnalyzer.Signals.Measures;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer;

/// <summary>
/// READ FIRST. One conversation and one rubric in; flags, signals, measures and drafts out. Pure: no clock, no database, no order between
/// conversations, so it runs on all cores and repeats to the byte.
/// </summary>
public sealed class AnalysisPipeline(Rubric rubric, IReadOnlyList<ISignalDetector> detectors, SiteSettings? site = null)
{
    private readonly IReadOnlyList<IMeasure> _measures = MeasureTable.NeededBy(rubric);

    private readonly Criterion[] _criteria = [.. rubric.Criteria];
    private readonly string? _tagger = detectors.OfType<TextDetector>().FirstOrDefault()?.Tagger;

    public Rubric Rubric => rubric;

    /// <summary>Text first: timing asks whether a hold was announced.</summary>
    public static IReadOnlyList<ISignalDetector> StandardDetectors(TextDetector text, OverlapDetector overlaps) =>
        [text, new SlowReplyDetector(), new SilenceDetector(), overlaps];

    public ConversationAnalysis Analyze(Conversation conversation)
    {
        var flags = ChannelChecks.Of(conversation);
        var doubts = new Doubts(flags);
        var context = new AnalysisContext(doubts.Believed(conversation), rubric.Thresholds, site: site);
        var detection = new Detection();
        detection.Run(detectors, context);
        return Judge(context, detection, context.Signals.InOrder(), flags, doubts);
    }

    /// <summary>The second half: measures and drafts from signals that were found under this rubric's thresholds.</summary>
    internal ConversationAnalysis Judge(
        AnalysisContext context, Detection detection, IReadOnlyList<Signal> signals, IReadOnlyList<ChannelFlag> flags, Doubts doubts)
    {
        var conversation = context.Conversation;
        var measures = new MeasureTable(_measures, context, detection.LostTags, doubts);
        var drafts = _criteria.Select(criterion => doubts.Mention(DraftScorer.Draft(criterion, conversation, measures))).ToList();
        var scores = drafts.OfType<DraftScore>().ToDictionary(d => d.Criterion, d => (double)d.Score, StringComparer.Ordinal);
        var autoFails = rubric.AutoFails.Where(f => measures.Hold([f.When])).Select(f => f.Id).ToList();
        return new()
        {
            ConversationId = conversation.Id,
            Rubric = rubric.Id,
            Tagger = _tagger,
            Signals = signals,
            Measures = measures.All,
            Drafts = drafts,
            Total = TotalScorer.Total(rubric, scores, autoFails),
            Failures = detection.Failures,
            Flags = flags,
        };
    }
}
