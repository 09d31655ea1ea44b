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

    public Rubric Rubric => rubric;

    /// <summary>Id of the tagger; null when phrases alone speak.</summary>
    public string? Tagger => detectors.OfType<TextDetector>().FirstOrDefault()?.Tagger;

    /// <summary>Text first: timing asks whether a hold was announced.</summary>
    public static IReadOnlyList<ISignalDetector> StandardDetectors(TextDetector text, OverlapDetector overlaps) =>
        [text, new SlowReplyDetector(), new SilenceDetector(), overlaps];

    public ConversationAnalysis Analyze(Conversation conversation)
    {
        var flags = ChannelChecks.Of(conversation);
        var doubts = new Doubts(flags);
        var context = new AnalysisContext(doubts.Believed(conversation), rubric.Thresholds, site: site);
        var (failures, lostTags) = Detect(context);
        var measures = new MeasureTable(_measures, context, lostTags, doubts);
        var learned = scorer is null ? Nothing : lostTags.Count > 0 ? scorer.DetectorFailed() : scorer.Drafts(context);
        var drafts = rubric.Criteria.Select(criterion => doubts.Mention(DraftScorer.Draft(criterion, context.Conversation, measures, learned))).ToList();
        var scores = drafts.OfType<DraftScore>().ToDictionary(d => d.Criterion, d => (double)d.Score, StringComparer.Ordinal);
        var autoFails = rubric.AutoFails.Where(f => measures.Hold([f.When])).Select(f => f.Id).ToList();
        return new()
        {
            ConversationId = conversation.Id,
            Rubric = rubric.Id,
            Tagger = Tagger,
            Scorer = scorer?.Origin.Id,
            Signals = context.Signals.InOrder(),
            Measures = measures.All,
            Drafts = drafts,
            Total = TotalScorer.Total(rubric, scores, autoFails),
            Failures = failures,
            Flags = flags,
        };
    }

    /// <summary>The same reading that a scorer gets in <see cref="Analyze"/>, to learn from; null when a detector failed.</summary>
    internal AnalysisContext? Read(Conversation conversation)
    {
        var context = new AnalysisContext(new Doubts(ChannelChecks.Of(conversation)).Believed(conversation), rubric.Thresholds, site: site);
        return Detect(context).Failures.Count == 0 ? context : null;
    }

    /// <summary>A detector that throws is recorded; its signals are taken back and only what depends on it abstains.</summary>
    private (List<DetectorFailure> Failures, HashSet<string> LostTags) Detect(AnalysisContext context)
    {
        var failures = new List<DetectorFailure>();
        var lost = new HashSet<string>(StringComparer.Ordinal);
        foreach (var detector in detectors)
        {
            var before = context.Signals.Count;
            try
            {
                detector.Detect(context);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                context.Signals.Truncate(before);
                failures.Add(new(detector.Name, e.GetType().Name));
                lost.UnionWith(detector.Tags);
            }
        }

        return (failures, lost);
    }
}
