using QaAnalyzer.Conversations;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Timing;
using QaAnalyzer.Signals.Timing.Overlaps;

namespace QaAnalyzer.Agreement;

/// <summary>The overlap verdicts against labelled onsets, as shipped and by cross-validation over recordings.</summary>
public sealed class OverlapEvaluation
{
    private readonly List<Row> _rows = [];
    private readonly OverlapModel _model;

    /// <param name="conversations">Calls, by id.</param>
    /// <param name="gold">Labelled onsets.</param>
    /// <param name="before">Detectors that overlaps ask about words.</param>
    /// <param name="overlaps">The detector under test.</param>
    /// <exception cref="FormatException">A labelled call or utterance does not exist.</exception>
    public OverlapEvaluation(
        IReadOnlyDictionary<string, Conversation> conversations, IReadOnlyList<OverlapGold> gold, IReadOnlyList<ISignalDetector> before, OverlapDetector overlaps)
    {
        _model = overlaps.Model;
        foreach (var label in gold)
        {
            if (!conversations.TryGetValue(label.Conversation, out var conversation))
                throw new FormatException($"the gold file labels the call {label.Conversation}, which is not among the conversations");
            if (Math.Max(label.Target, label.Floor) >= conversation.Utterances.Count)
                throw new FormatException($"the gold file labels utterance {Math.Max(label.Target, label.Floor)} of {label.Conversation}, which has {conversation.Utterances.Count}");
            var context = new AnalysisContext(conversation, Thresholds.Default);
            foreach (var detector in before) detector.Detect(context);
            _rows.Add(new(label, Judge(overlaps, context, label.Target)));
        }
    }

    public int Onsets => _rows.Count;

    /// <summary>Labelled onsets that are none for the detector: too short, or without times.</summary>
    public int Unseen => _rows.Count(r => r.Verdict is null);

    public IReadOnlyList<VerdictFigures> Shipped() => Figures(_rows, _model);

    /// <summary>
    /// Each recording is judged by limits, and with <paramref name="refit"/> by points, that were chosen on the recordings of the other folds.
    /// </summary>
    public IReadOnlyList<VerdictFigures> HeldOut(int folds, bool refit)
    {
        var groups = _rows.Select(r => r.Gold.Group).Distinct().Order(StringComparer.Ordinal).Select((group, i) => (group, Fold: i % folds)).ToDictionary(g => g.group, g => g.Fold, StringComparer.Ordinal);
        var decided = new List<(Row Row, bool Backchannel, bool Interruption)>();
        for (var fold = 0; fold < folds; fold++)
        {
            var others = _rows.Where(r => groups[r.Gold.Group] != fold).ToList();
            var model = Chosen(others, refit);
            decided.AddRange(_rows.Where(r => groups[r.Gold.Group] == fold).Select(r => Decide(r, model)));
        }

        return Figures(decided);
    }

    /// <summary>Points and limits from all rows, as <c>data/timing/overlaps.yaml</c> would hold them.</summary>
    public string Refitted() => Chosen(_rows, refit: true).ToYaml();

    private OverlapModel Chosen(List<Row> rows, bool refit)
    {
        var model = _model;
        var seen = rows.Where(r => r.Verdict is not null).ToList();
        if (refit)
        {
            double[][] strengths = [.. seen.Select(r => r.Verdict!.Strengths)];
            model = model with
            {
                Backchannel = OverlapFit.Refit(strengths, [.. seen.Select(r => r.Gold.Backchannel)], model.Backchannel, model.ByHand),
                Interruption = OverlapFit.Refit(strengths, [.. seen.Select(r => r.Gold.Interrupted)], model.Interruption, model.ByHand),
            };
        }

        model = Best(limit => model with { Backchannel = Limit(model.Backchannel, limit) }, m => Figures(rows, m)[0].F1);
        return Best(limit => model with { Interruption = Limit(model.Interruption, limit) }, m => Figures(rows, m)[1].F1);
    }

    private static PointTable Limit(PointTable table, double limit) => table with { AgentAtLeast = limit, CustomerAtLeast = limit };

    private static OverlapModel Best(Func<double, OverlapModel> with, Func<OverlapModel, double> worth) =>
        Enumerable.Range(4, 32).Select(i => with(i * 0.02)).MaxBy(worth)!;

    private static OverlapVerdict? Judge(OverlapDetector overlaps, AnalysisContext context, int target)
    {
        foreach (var scene in overlaps.Scenes(context))
        {
            if (scene.Onset.Incoming == target) return OverlapVerdict.Of(scene, overlaps.Model);
        }

        return null;
    }

    private static IReadOnlyList<VerdictFigures> Figures(List<Row> rows, OverlapModel model) => Figures([.. rows.Select(r => Decide(r, model))]);

    private static IReadOnlyList<VerdictFigures> Figures(List<(Row Row, bool Backchannel, bool Interruption)> decided) =>
    [
        VerdictFigures.Of("backchannel", decided.Select(d => (d.Row.Gold.Backchannel, d.Backchannel))),
        VerdictFigures.Of("interruption", decided.Select(d => (d.Row.Gold.Interrupted, d.Interruption))),
    ];

    /// <summary>As <see cref="OverlapVerdict"/> decides; the side of the labelled speakers is chance, so the agent's limits serve.</summary>
    private static (Row Row, bool Backchannel, bool Interruption) Decide(Row row, OverlapModel model)
    {
        if (row.Verdict is not { } verdict) return (row, false, false);
        var backchannel = model.Backchannel.Probability(verdict.Strengths) >= model.Backchannel.AgentAtLeast;
        return (row, backchannel, !backchannel && model.Interruption.Probability(verdict.Strengths) >= model.Interruption.AgentAtLeast);
    }

    private sealed record Row(OverlapGold Gold, OverlapVerdict? Verdict);
}
