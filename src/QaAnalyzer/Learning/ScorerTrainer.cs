using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;
using QaAnalyzer.Learning.Whole;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning;

/// <summary>
/// Lessons in, scorer out. Ridge regression on the cuts of the scale, its strength chosen per criterion by ten-fold cross-validation; on its
/// out-of-fold outputs what the whole adds to the sum of its parts; then a layer per criterion that makes sharp distributions of those, and
/// prediction sets from distributions that are out of fold as well. Beside a whole the words are held back by one strength more than would be
/// best alone, if there is one: what they would take upon themselves otherwise, the whole tells better. Same lessons in, same bits out, whatever the number of cores.
/// </summary>
internal static class ScorerTrainer
{
    /// <summary>Below this a scorer would guess.</summary>
    public const int LeastLessons = 40;

    public const int Folds = 10;

    private const int LeastCount = 2;

    private static readonly double[] Strengths = [1, 2, 4, 8, 16, 32, 64];

    public static ScorerModel Train(IReadOnlyList<Lesson> lessons, IReadOnlyList<string> criteria, ScorerOrigin origin)
    {
        var scale = DenseScale.Of([.. lessons.Select(l => (l.Circumstances, l.Tags))]);
        var examples = lessons.Select(l => new Example(scale.Dense(l.Circumstances, l.Tags), l.Grams)).ToList();
        var vocabulary = GramVocabulary.Of(examples, LeastCount, ConversationViews.Mass);
        var rows = examples.Select(vocabulary.Row).ToArray();
        var targets = new ScoreTargets(lessons, criteria.Count);
        var fold = FoldsOf(lessons);

        var fits = new PathFit[Folds + 1];
        Parallel.For(0, Folds + 1, f => fits[f] = f == Folds
            ? PathFit.Of(rows, targets, vocabulary.Hashes.Count, Strengths, trained: _ => true, predicted: _ => false)
            : PathFit.Of(rows, targets, vocabulary.Hashes.Count, Strengths, trained: i => fold[i] != f, predicted: i => fold[i] == f));

        int[] alone = [.. Enumerable.Range(0, criteria.Count).Select(k => Strongest(fits, targets, fold, k))];
        int[] together = [.. alone.Select((s, k) => targets.Count(k) < WholeFit.LeastLessons ? s : Math.Min(s + 1, Strengths.Length - 1))];
        var plain = LinearFit.Of(fits, fold, alone, vocabulary, scale.Width);
        var beside = LinearFit.Of(fits, fold, together, vocabulary, scale.Width);
        var (whole, outputs) = WholeTrainer.Train(lessons, beside.Outputs, plain.Outputs, Portraits, targets, fold);
        var linear = whole is null ? plain : beside;
        var models = new CriterionModel[criteria.Count];
        Parallel.For(0, criteria.Count, k => models[k] = CriterionTrainer.Train(lessons, outputs, fold, k, criteria) with { Strength = Strengths[linear.Strengths[k]] });
        var model = new ScorerModel
        {
            Origin = origin,
            Scale = scale,
            DenseWeights = linear.DenseWeights,
            Grams = linear.Grams,
            UsualPoints = [],
            Whole = whole,
            Criteria = models,
        };
        return model with { UsualPoints = Usual(model, lessons) };

        Portraits Portraits()
        {
            var views = ViewOutputs.OutOfFold(rows, vocabulary, fold, f => fits[f].Weights(together)[(scale.Width * targets.Columns)..], targets.Columns);
            return Whole.Portraits.Of(lessons, views, TopicSpace.Of(rows, vocabulary, beside.Kept), beside.Grams);
        }
    }

    private static double[] Usual(ScorerModel model, IReadOnlyList<Lesson> lessons)
    {
        var (points, conversations) = (new double[ConversationViews.Names.Count * model.Criteria.Count], new int[ConversationViews.Names.Count]);
        foreach (var lesson in lessons)
        {
            foreach (var view in lesson.Grams.Select(g => g.View).Distinct()) conversations[view]++;
            foreach (var gram in lesson.Grams)
            {
                var row = model.Grams.Index.Find(gram.Hash);
                for (var k = 0; k < model.Criteria.Count; k++) points[(gram.View * model.Criteria.Count) + k] += model.Points(gram, row, k);
            }
        }

        return [.. points.Select((p, i) => p / Math.Max(1, conversations[i / model.Criteria.Count]))];
    }

    /// <summary>Fold of each lesson: by the hash of its conversation, so that it does not depend on the order of files.</summary>
    public static int[] FoldsOf(IReadOnlyList<Lesson> lessons)
    {
        var fold = new int[lessons.Count];
        var order = Enumerable.Range(0, lessons.Count).OrderBy(i => Hash.Of(lessons[i].Conversation)).ThenBy(i => lessons[i].Conversation, StringComparer.Ordinal);
        foreach (var (i, place) in order.Select((i, place) => (i, place))) fold[i] = place % Folds;
        return fold;
    }

    /// <summary>The greatest strength whose out-of-fold cuts are about as near as any to what people gave.</summary>
    private static int Strongest(PathFit[] fits, ScoreTargets targets, int[] fold, int criterion) => Strengths.Length - 1 - Parsimony.Choose(
    [
        .. Enumerable.Range(0, Strengths.Length).Reverse()
            .Select(s => Enumerable.Range(0, fold.Length).Select(i => targets.SquaredError(i, criterion, fits[fold[i]].Outputs(i, s))).ToArray()),
    ]);
}
