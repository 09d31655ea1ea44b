using System.Collections.Concurrent;
using QaAnalyzer.Data;
using QaAnalyzer.Learning.Explaining;
using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;
using QaAnalyzer.Learning.Service;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;

namespace QaAnalyzer.Learning;

/// <summary>
/// A trained scorer at work: drafts with the distribution over 1–5 that the centre's evaluators would give, a prediction set, and the
/// reasons. Shared by all threads; the same conversation gives the same drafts to the byte.
/// </summary>
public sealed class LearnedScorer
{
    private readonly ScorerModel _model;
    private readonly ConcurrentBag<Desk> _idle = [];
    private readonly Dictionary<string, CriterionService>? _service;

    private LearnedScorer(ScorerModel model, string name, IReadOnlyList<CriterionService>? service) =>
        (_model, Name, _service) = (model, name, service?.ToDictionary(s => s.Criterion, StringComparer.Ordinal));

    public ScorerOrigin Origin => _model.Origin;

    /// <summary>What analyses call it: the id, in service with the number of its settings.</summary>
    public string Name { get; }

    /// <summary>Words that it reads as others.</summary>
    internal NeutralWords Neutral => _model.Neutral;

    /// <summary>Criteria it has learned.</summary>
    public IEnumerable<string> Criteria => _model.Criteria.Select(c => c.Criterion);

    /// <exception cref="ModelException">The file is missing, damaged or of another version.</exception>
    public static LearnedScorer Load(string path) => Of(ScorerFile.Load(path));

    /// <summary>A scorer file that is at hand.</summary>
    /// <param name="id">What messages call it.</param>
    /// <param name="file">All of it.</param>
    /// <exception cref="ModelException">The file is damaged or of another version.</exception>
    public static LearnedScorer Parse(string id, byte[] file) => Of(ScorerFile.Unpack(id, file));

    /// <summary>The same with its sets as last calibrated, speaking only for the criteria that are its own.</summary>
    public LearnedScorer InService(ScorerSettings settings)
    {
        var sets = settings.Criteria.ToDictionary(c => c.Criterion, c => new PredictionSets(c.Mass, c.GroupMasses), StringComparer.Ordinal);
        return new(
            _model with { Criteria = [.. _model.Criteria.Select(c => sets.TryGetValue(c.Criterion, out var own) ? c with { Sets = own } : c)] }, settings.Name, settings.Criteria);
    }

    private static LearnedScorer Of(ScorerModel model) => new(model, model.Origin.Id, null);

    /// <summary>Why it must not be used with this rubric and tagger; null when it may.</summary>
    public string? Mismatch(Rubric rubric, string? tagger)
    {
        if (Origin.Rubric != rubric.Id) return $"it was trained for the rubric {Origin.Rubric}, not {rubric.Id}";
        return Origin.Tagger == tagger ? null : $"it was trained on the tags of {Origin.Tagger ?? "the phrase lists alone"}, now {tagger ?? "the phrase lists alone"} speak";
    }

    /// <summary>A draft per criterion it has learned, by criterion id.</summary>
    /// <param name="context">The conversation as it is; evidence points into it.</param>
    /// <param name="neutral">The conversation with <see cref="Neutral"/> words, whose tags count.</param>
    public IReadOnlyDictionary<string, Draft> Drafts(AnalysisContext context, AnalysisContext neutral) => At(desk =>
    {
        var impression = Impression(desk, context, neutral);
        var group = Lesson.GroupOf(context.Conversation);
        var drafts = new Dictionary<string, Draft>(_model.Criteria.Count, StringComparer.Ordinal);
        desk.Explainer.Set(context, desk.Reading, desk.Rows);
        for (var k = 0; k < _model.Criteria.Count; k++)
        {
            if (!Answers(_model.Criteria[k].Criterion)) continue;
            var probabilities = _model.Probabilities(impression.Outputs, k);
            var explanation = desk.Explainer.Explain(context, desk.Reading, impression, probabilities, k);
            drafts.Add(_model.Criteria[k].Criterion, Draft(k, probabilities, group, explanation));
        }

        return drafts;
    });

    /// <summary>It learned from all signals, so it does not speak when some are lost.</summary>
    public IReadOnlyDictionary<string, Draft> DetectorFailed() => Criteria.Where(Answers).ToDictionary(c => c, c => (Draft)new Abstention
    {
        Criterion = c,
        Kind = AbstentionKind.DetectorFailed,
        Reason = new("检测程序出错，请人工评分", "a detector failed; please score by hand"),
    }, StringComparer.Ordinal);

    /// <summary>The distributions alone, in the order of <see cref="Criteria"/>: what scoring costs without explaining.</summary>
    public IReadOnlyList<double[]> Distributions(AnalysisContext context, AnalysisContext neutral) => At(desk =>
    {
        var outputs = Impression(desk, context, neutral).Outputs;
        var distributions = new double[_model.Criteria.Count][];
        for (var k = 0; k < distributions.Length; k++) distributions[k] = _model.Probabilities(outputs, k);
        return distributions;
    });

    /// <summary>The sets of a criterion, as trained or as last calibrated.</summary>
    internal PredictionSets SetsOf(string criterion) => _model.Criteria.Single(c => c.Criterion == criterion).Sets;

    private bool Answers(string criterion) => _service is null || !_service.TryGetValue(criterion, out var service) || service.Drafter != Drafter.Rubric;

    private Impression Impression(Desk desk, AnalysisContext context, AnalysisContext neutral)
    {
        var reading = desk.Reading;
        reading.Read(context, neutral);
        desk.Rows.Set(_model.Grams, reading.Grams);
        return _model.Impression(reading.Circumstances, reading.Course, reading.Tags, reading.Grams, desk.Rows.Rows);
    }

    private T At<T>(Func<Desk, T> work)
    {
        if (!_idle.TryTake(out var desk)) desk = new(new(_model.Neutral, _model.Moods), new(), new(_model));
        try
        {
            return work(desk);
        }
        finally
        {
            _idle.Add(desk);
        }
    }

    /// <summary>A set of all five scores says nothing: a person must judge. The probabilities stay readable.</summary>
    private Draft Draft(int criterion, double[] probabilities, string group, Explanation explanation)
    {
        var (id, set) = (_model.Criteria[criterion].Criterion, _model.Criteria[criterion].Sets.Of(probabilities, group));
        if (_service?.GetValueOrDefault(id) is { Drafter: Drafter.Nobody } silent) return new Abstention { Criterion = id, Kind = AbstentionKind.NoScorer, Reason = silent.Why };
        var rounded = Rounded(probabilities);
        if (set.Length == OrdinalTarget.Scores)
        {
            return new Abstention
            {
                Criterion = id,
                Kind = AbstentionKind.TooUncertain,
                Reason = Sentence.Join([new("需要人工评分：从 1 到 5 分都有可能", "needs a person: every score from 1 to 5 is possible"), explanation.Reason]),
                Probabilities = rounded,
                PredictionSet = set,
                Evidence = explanation.Evidence,
            };
        }

        return new DraftScore
        {
            Criterion = id,
            Score = ScoreOf(probabilities),
            Probabilities = rounded,
            PredictionSet = set,
            Source = DraftSource.Learned,
            Reason = explanation.Reason,
            Evidence = explanation.Evidence,
        };
    }

    /// <summary>The rounded mean: evaluators are compared by their mean, and it moves with every change of the distribution.</summary>
    internal static int ScoreOf(ReadOnlySpan<double> probabilities) => (int)Math.Round(OrdinalTarget.Mean(probabilities), MidpointRounding.AwayFromZero);

    /// <summary>Six digits that still sum to 1.</summary>
    private static double[] Rounded(double[] probabilities)
    {
        var rounded = probabilities.Select(p => Math.Round(p, 6)).ToArray();
        var largest = Array.IndexOf(rounded, rounded.Max());
        rounded[largest] = Math.Round(rounded[largest] + 1 - rounded.Sum(), 6);
        return rounded;
    }

    /// <summary>Working memory of one thread.</summary>
    private sealed record Desk(ConversationReading Reading, GramRows Rows, DraftExplainer Explainer);
}
