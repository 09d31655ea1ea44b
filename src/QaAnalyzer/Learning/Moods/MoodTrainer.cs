using QaAnalyzer.Learning.Features;
using QaAnalyzer.Learning.Fitting;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning.Moods;

/// <summary>
/// The scorer's learner on the three moods: ridge regression on their cuts, its strength by cross-validation over conversations, raters'
/// habits set aside; a layer that makes probabilities of the out-of-fold outputs; and the rule, fitted on probabilities that are out of
/// fold as well. Same lessons in, same bits out, whatever their order and the number of cores.
/// </summary>
internal static class MoodTrainer
{
    /// <summary>Many, so that the layer learns from outputs of models that are much like the one it will serve.</summary>
    private const int Folds = 10;

    private const int LeastCount = 2;
    private const double LayerPenalty = 2;

    private static readonly double[] Strengths = [1, 2, 4, 8, 16];

    /// <param name="unordered">Lessons whose one review is the mood plus 1.</param>
    /// <param name="id">Name of the model.</param>
    /// <param name="rated">
    /// Groups are conversations that people read and labelled as a whole: each has its <see cref="RaterHabit"/>, rare grams are not lifted, and
    /// the layer is plain, which tells unseen conversations better. False for rows of the tagger, whose groups are files.
    /// </param>
    public static MoodModel Train(IReadOnlyList<Lesson> unordered, string id, bool rated)
    {
        Lesson[] lessons = [.. unordered.OrderBy(l => l.Conversation, StringComparer.Ordinal)];
        var scale = DenseScale.Of([.. lessons.Select(l => (l.Circumstances, l.Tags))]);
        var examples = lessons.Select(l => new Example(scale.Dense(l.Circumstances, l.Tags), l.Grams)).ToList();
        var vocabulary = GramVocabulary.Of(examples, LeastCount, MoodReading.GramMass, lift: !rated);
        var words = vocabulary.Hashes.Count;
        FeatureRow[] rows = [.. examples.Select(vocabulary.Row)];
        var habits = rated ? RaterHabit.AddTo(rows, lessons, words) : 0;
        var targets = new ScoreTargets(lessons, criteria: 1);
        var fold = FoldsOf(lessons, Folds);

        var fits = new PathFit[Folds + 1];
        Parallel.For(0, fits.Length, f => fits[f] = f == Folds
            ? PathFit.Of(rows, targets, words + habits, Strengths, trained: _ => true, predicted: _ => false)
            : PathFit.Of(rows, targets, words + habits, Strengths, trained: i => fold[i] != f, predicted: i => fold[i] == f));

        var strength = Enumerable.Range(0, Strengths.Length)
            .MinBy(s => Enumerable.Range(0, fold.Length).Sum(i => targets.SquaredError(i, 0, fits[fold[i]].Outputs(i, s))));
        var outputs = lessons.Select((_, i) => fits[fold[i]].Outputs(i, strength)[..MoodModel.Cuts]).ToArray();
        var given = lessons.Select(l => Shares(MoodOf(l))).ToArray();
        var layers = Enumerable.Range(0, Folds).Select(f => Layer(i => fold[i] != f)).ToArray();
        var weights = fits[Folds].Weights([strength]);
        var dense = scale.Width * targets.Columns;
        var known = dense + (words * targets.Columns);
        return new()
        {
            Id = id,
            Utterances = lessons.Length,
            Strength = Strengths[strength],
            Scale = scale,
            DenseWeights = weights[..dense],
            Grams = GramWeights.Quantize(vocabulary, weights[dense..known], targets.Columns),
            Layer = Layer(_ => true),
            Rule = MoodRule.Fit([.. outputs.Select((o, i) => layers[fold[i]].Predict(o))], [.. lessons.Select(MoodOf)]),
        };

        DistributionLayer Layer(Predicate<int> used)
        {
            int[] chosen = [.. Enumerable.Range(0, lessons.Length).Where(i => used(i))];
            return DistributionLayer.Fit([.. chosen.Select(i => outputs[i])], [.. chosen.Select(i => given[i])], LayerPenalty, plain: rated);
        }
    }

    public static Mood MoodOf(Lesson lesson) => (Mood)((int)lesson.Reviews[0][0] - 1);

    /// <summary>Fold of each lesson: all of one group together, by the hash of its name, so that it does not depend on the order of files.</summary>
    /// <param name="lessons">The lessons.</param>
    /// <param name="folds">How many parts.</param>
    /// <param name="partition">Another number parts them otherwise.</param>
    public static int[] FoldsOf(IReadOnlyList<Lesson> lessons, int folds, int partition = 1)
    {
        var fold = lessons.Select(l => l.Group).Distinct(StringComparer.Ordinal)
            .OrderBy(g => partition == 1 ? Hash.Of(g) : Hash.Mix(Hash.Of(g) + (uint)partition)).ThenBy(g => g, StringComparer.Ordinal)
            .Select((group, place) => (group, place)).ToDictionary(p => p.group, p => p.place % folds, StringComparer.Ordinal);
        return [.. lessons.Select(l => fold[l.Group])];
    }

    private static double[] Shares(Mood mood) => [.. Enum.GetValues<Mood>().Select(m => m == mood ? 1.0 : 0.0)];
}
