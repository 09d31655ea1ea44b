using QaAnalyzer.Conversations;
using QaAnalyzer.Learning;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Channels;

namespace QaAnalyzer;

/// <summary>
/// One conversation under several rubrics. Words are read once; what depends on thresholds is found once for each different set of them.
/// Gives byte for byte what each rubric's <see cref="AnalysisPipeline"/> gives alone.
/// </summary>
public sealed class AnalysisPipelines
{
    private readonly List<ISignalDetector> _shared;
    private readonly List<ISignalDetector> _own;
    private readonly List<IGrouping<Thresholds, AnalysisPipeline>> _groups;
    private readonly SiteSettings? _site;

    /// <param name="rubrics">At least one.</param>
    /// <param name="detectors">In the order in which they run.</param>
    /// <param name="site">What holds for the whole site.</param>
    /// <param name="scorers">Scorer in service by rubric id; a rubric without one is drafted by its rules.</param>
    public AnalysisPipelines(
        IEnumerable<Rubric> rubrics, IReadOnlyList<ISignalDetector> detectors, SiteSettings? site = null, IReadOnlyDictionary<string, LearnedScorer>? scorers = null)
    {
        // Only the leading ones: a later detector reads the signals of those before it.
        _shared = [.. detectors.TakeWhile(d => !d.UsesThresholds)];
        _own = [.. detectors.Skip(_shared.Count)];
        _groups = [.. rubrics.Select(r => new AnalysisPipeline(r, detectors, site, scorers?.GetValueOrDefault(r.Id))).GroupBy(p => p.Rubric.Thresholds, Thresholds.ByValue)];
        _site = site;
    }

    /// <summary>One analysis a rubric; those of rubrics with the same thresholds share their list of signals.</summary>
    public IReadOnlyList<ConversationAnalysis> Analyze(Conversation conversation)
    {
        var flags = ChannelChecks.Of(conversation);
        var doubts = new Doubts(flags);
        var believed = doubts.Believed(conversation);
        var words = new SignalSet();
        var heard = new Detection();
        heard.Run(_shared, new(believed, _groups[0].Key, words, _site));
        var analyses = new List<ConversationAnalysis>();
        for (var i = 0; i < _groups.Count; i++)
        {
            var isLast = i == _groups.Count - 1;
            var context = new AnalysisContext(believed, _groups[i].Key, isLast ? words : SignalSet.Of(words), _site);
            var detection = isLast ? heard : Detection.After(heard);
            detection.Run(_own, context);
            var signals = context.Signals.InOrder();
            analyses.AddRange(_groups[i].Select(pipeline => pipeline.Judge(context, detection, signals, flags, doubts)));
        }

        return analyses;
    }
}
