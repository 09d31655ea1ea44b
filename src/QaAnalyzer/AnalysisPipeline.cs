using QaAnalyzer.Conversations;
using QaAnalyzer.Learning;
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
public sealed class AnalysisPipeline(Rubric rubric, IReadOnlyList<ISignalDetector> detectors, SiteSettings? site = null, LearnedScorer? scorer = null)
{
    private static readonly Dictionary<string, Draft> Nothing = [];

    private readonly IReadOnlyList<IMeasure> _measures = MeasureTable.NeededBy(rubric);
    private readonly Criterion[] _criteria = [.. rubric.Criteria];

    public Rubric Rubric => rubric;

    /// <summary>Id of the tagger; null when phrases alone speak.</summary>
    public string? Tagger { get; } = detectors.OfType<TextDetector>().FirstOrDefault()?.Tagger;

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
        var learned = scorer is null ? Nothing : detection.LostTags.Count > 0 ? scorer.DetectorFailed() : scorer.Drafts(context);
        var drafts = _criteria.Select(criterion => doubts.Mention(DraftScorer.Draft(criterion, conversation, measures, learned))).ToList();
        var scores = drafts.OfType<DraftScore>().ToDictionary(d => d.Criterion, d => (double)d.Score, StringComparer.Ordinal);
        var autoFails = rubric.AutoFails.Where(f => measures.Hold([f.When])).Select(f => f.Id).ToList();
        return new()
        {
            ConversationId = conversation.Id,
            Rubric = rubric.Id,
            Tagger = Tagger,
            Scorer = scorer?.Origin.Id,
            Signals = signals,
            Measures = measures.All,
            Drafts = drafts,
            Total = TotalScorer.Total(rubric, scores, autoFails),
            Failures = detection.Failures,
            Flags = flags,
        };
    }

    /// <summary>The same reading that a scorer gets in <see cref="Analyze"/>, to learn from; null when a detector failed.</summary>
    internal AnalysisContext? Read(Conversation conversation)
    {
        var context = new AnalysisContext(new Doubts(ChannelChecks.Of(conversation)).Believed(conversation), rubric.Thresholds, site: site);
        var detection = new Detection();
        detection.Run(detectors, context);
        return detection.Failures.Count == 0 ? context : null;
    }
}
