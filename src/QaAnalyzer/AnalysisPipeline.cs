using QaAnalyzer.Conversations;
using QaAnalyzer.Learning;
using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Channels;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer;

/// <summary>
/// READ FIRST. One conversation and one rubric in; flags, signals, measures and drafts out. Pure: no clock, no database, no order between
/// conversations, so it runs on all cores and repeats to the byte.
/// </summary>
public sealed class AnalysisPipeline(Rubric rubric, IReadOnlyList<ISignalDetector> detectors, SiteSettings? site = null, LearnedScorer? scorer = null, MoodReader? moods = null)
{
    private static readonly Dictionary<string, Draft> Nothing = [];

    private readonly NeededMeasures _measures = new(rubric);
    private readonly Criterion[] _criteria = [.. rubric.Criteria];

    public Rubric Rubric => rubric;

    /// <summary>Id of the tagger; null when phrases alone speak.</summary>
    public string? Tagger { get; } = TaggerOf(detectors);

    /// <summary>Id of the learned scorer; null when the rubric's rules alone speak.</summary>
    public string? Scorer => scorer?.Name;

    internal SiteSettings Site => site ?? SiteSettings.None;

    /// <summary>Text first: timing asks whether a hold was announced.</summary>
    public static IReadOnlyList<ISignalDetector> StandardDetectors(TextDetector text, OverlapDetector overlaps) =>
        [text, new SlowReplyDetector(), new SilenceDetector(), overlaps];

    internal static string? TaggerOf(IReadOnlyList<ISignalDetector> detectors) => detectors.OfType<TextDetector>().FirstOrDefault()?.Tagger;

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
        var learned = scorer is null ? Nothing : Learned(scorer, context, detection);
        var drafts = _criteria.Select(criterion => doubts.Mention(DraftScorer.Draft(criterion, conversation, measures, learned))).ToList();
        var scores = drafts.OfType<DraftScore>().ToDictionary(d => d.Criterion, d => (double)d.Score, StringComparer.Ordinal);
        var autoFails = rubric.AutoFails.Where(f => measures.Hold([f.When])).Select(f => f.Id).ToList();
        var total = TotalScorer.Total(rubric, scores, autoFails);
        return new()
        {
            ConversationId = conversation.Id,
            Rubric = rubric.Id,
            Tagger = Tagger,
            Scorer = Scorer,
            Signals = signals,
            Measures = measures.All,
            Drafts = drafts,
            Total = total,
            Information = ExpectedInformation.Of(rubric, drafts, total),
            Failures = detection.Failures,
            Flags = flags,
            MoodModel = moods?.Id,
            Moods = moods?.Read(conversation) ?? ConversationMoods.None,
        };
    }

    /// <summary>The same reading that a scorer gets in <see cref="Analyze"/>, to learn from; null when a detector failed.</summary>
    internal AnalysisContext? Read(Conversation conversation) => Heard(new Doubts(ChannelChecks.Of(conversation)).Believed(conversation));

    private IReadOnlyDictionary<string, Draft> Learned(LearnedScorer speaking, AnalysisContext context, Detection detection) =>
        detection.LostTags.Count > 0 || Neutral(context, speaking.Neutral) is not { } neutral ? speaking.DetectorFailed() : speaking.Drafts(context, neutral);

    /// <summary>
    /// The reading in which a scorer looks for tags: detectors hear words that say who somebody is as well, so they hear the neutral ones. The
    /// same reading when there is nothing to replace; null when a detector failed.
    /// </summary>
    internal AnalysisContext? Neutral(AnalysisContext context, NeutralWords words) =>
        words.Of(context.Conversation) is { } neutral ? Heard(neutral) : context;

    private AnalysisContext? Heard(Conversation conversation)
    {
        var context = new AnalysisContext(conversation, rubric.Thresholds, site: site);
        var detection = new Detection();
        detection.Run(detectors, context);
        return detection.Failures.Count == 0 ? context : null;
    }
}
