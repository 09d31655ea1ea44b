using QaAnalyzer.Learning.Fitting;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning;

/// <summary>Cross-validation by conversation: what is predicted was never seen, neither in training, nor in choosing, nor in calibration.</summary>
internal sealed class ScorerEvaluation
{
    private static readonly ScorerOrigin Unnamed = new("evaluation", "", null, default, [], 0, 0);

    private readonly IReadOnlyList<Lesson> _lessons;
    private readonly IReadOnlyList<string> _criteria;
    private readonly int _folds;
    private readonly int _partition;
    private readonly int[] _fold;

    /// <param name="lessons">Reviewed conversations.</param>
    /// <param name="criteria">Ids of their criteria.</param>
    /// <param name="folds">How many parts.</param>
    /// <param name="partition">Another number parts them otherwise, which shows what chance has to do with a figure.</param>
    public ScorerEvaluation(IReadOnlyList<Lesson> lessons, IReadOnlyList<string> criteria, int folds, int partition)
    {
        (_lessons, _criteria, _folds, _partition, _fold) = (lessons, criteria, folds, partition, new int[lessons.Count]);
        foreach (var (i, place) in Shuffled(Enumerable.Range(0, lessons.Count)).Select((i, place) => (i, place))) _fold[i] = place % folds;
    }

    /// <summary>Figures per criterion.</summary>
    /// <param name="most">Training conversations per fold; all when null.</param>
    /// <param name="oneEvaluator">Train on one evaluator per conversation; the truth stays the mean of all.</param>
    public IReadOnlyList<ScorerFigures> Run(int? most, bool oneEvaluator)
    {
        var items = _criteria.Select(_ => new List<HeldOut>()).ToArray();
        for (var f = 0; f < _folds; f++)
        {
            var training = Shuffled(Enumerable.Range(0, _lessons.Count).Where(i => _fold[i] != f)).Take(most ?? int.MaxValue).Select(i => _lessons[i]);
            var model = ScorerTrainer.Train([.. oneEvaluator ? training.Select(l => l.WithOneEvaluator()) : training], _criteria, Unnamed);
            for (var i = 0; i < _lessons.Count; i++)
            {
                if (_fold[i] == f) Predict(model, _lessons[i], f, items);
            }
        }

        return [.. _criteria.Select((c, k) => (c, k)).Where(p => items[p.k].Count > 0).Select(p => ScorerFigures.Of(p.c, items[p.k]))];
    }

    private void Predict(ScorerModel model, Lesson lesson, int fold, List<HeldOut>[] items)
    {
        var rows = new GramRows();
        rows.Set(model.Grams, lesson.Grams);
        var outputs = model.Impression(lesson.Circumstances, lesson.Course, lesson.Tags, lesson.Grams, rows.Rows).Outputs;
        for (var k = 0; k < _criteria.Count; k++)
        {
            var scores = lesson.Scores(k);
            if (OrdinalTarget.Distribution(scores) is not { } truth) continue;
            var probabilities = model.Probabilities(outputs, k);
            items[k].Add(new(fold, probabilities, model.Criteria[k].Sets.Of(probabilities, lesson.Group), truth, scores));
        }
    }

    /// <summary>An order that has nothing to do with files, dates or the folds of training.</summary>
    private IEnumerable<int> Shuffled(IEnumerable<int> lessons) =>
        lessons.OrderBy(i => Hash.Mix(Hash.Of(_lessons[i].Conversation) + 1 + (1000 * (uint)(_partition - 1)))).ThenBy(i => _lessons[i].Conversation, StringComparer.Ordinal);
}
