using QaAnalyzer.Learning.Fitting;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning.Whole;

/// <summary>
/// Learns what the whole adds to out-of-fold linear outputs, and only where cross-validation shows that it does: a hundred reviews rarely
/// tell a whole from the sum of its parts.
/// </summary>
internal static class WholeTrainer
{
    /// <param name="lessons">Training conversations.</param>
    /// <param name="outputs">Their linear outputs, out of fold.</param>
    /// <param name="viewsOf">Linear outputs of the words of each view, out of fold; asked for only when there are lessons enough.</param>
    /// <param name="targets">What people gave.</param>
    /// <param name="fold">Their folds.</param>
    /// <returns>The model, null when the linear outputs do as well alone, and the outputs that it makes of them, out of fold again.</returns>
    public static (WholeModel? Model, double[][] Outputs) Train(
        IReadOnlyList<Lesson> lessons, double[][] outputs, Func<double[][]> viewsOf, ScoreTargets targets, int[] fold)
    {
        if (lessons.Count < WholeFit.LeastLessons) return (null, outputs);
        var criteria = targets.Columns / OrdinalTarget.Cuts;
        var views = viewsOf();
        var topics = TopicSpace.Of([.. lessons.Select(l => l.Grams)]);
        var portrait = new Portrait(criteria);
        var portraits = lessons.Select((l, i) => Of(portrait, l, outputs[i], views[i], topics)).ToArray();
        var scale = PortraitScale.Of(portrait, portraits);
        var centres = Centres(lessons);
        var model = new WholeModel
        {
            Portrait = portrait,
            Scale = scale,
            Topics = topics,
            Places = [.. Enumerable.Range(0, scale.Width).SelectMany(n => centres.Select(c => scale.Of(n, portraits[c][n])))],
            Coefficients = new float[centres.Length * targets.Columns],
        };

        var likeness = lessons.Select((_, i) => Likeness(model, outputs[i], portraits[i])).ToArray();
        double[][] corrected = [.. outputs.Select(o => o.ToArray())];
        var fits = new WholeFit?[criteria];
        Parallel.For(0, criteria, k => fits[k] = WholeFit.Of(likeness, centres, outputs, targets, fold, k));
        for (var k = 0; k < criteria; k++) fits[k]?.AddTo(corrected, model.Coefficients, k);
        return fits.Any(f => f is not null) ? (model, corrected) : (null, outputs);
    }

    /// <summary>A choice that has nothing to do with files, dates or folds.</summary>
    private static int[] Centres(IReadOnlyList<Lesson> lessons) =>
    [
        .. Enumerable.Range(0, lessons.Count)
            .OrderBy(i => Hash.Mix(Hash.Of(lessons[i].Conversation) + 2)).ThenBy(i => lessons[i].Conversation, StringComparer.Ordinal)
            .Take(Math.Min(WholeModel.MostCentres, lessons.Count / WholeModel.Block * WholeModel.Block)),
    ];

    private static double[] Of(Portrait portrait, Lesson lesson, double[] outputs, double[] views, GramWeights weights)
    {
        var (topics, numbers) = (new double[TopicSpace.Topics], new double[portrait.Width]);
        TopicSpace.Fill(weights, lesson.Grams, topics);
        portrait.Fill(outputs, views, lesson.Circumstances, lesson.Course, topics, numbers);
        return numbers;
    }

    private static float[] Likeness(WholeModel model, double[] outputs, double[] portrait)
    {
        var likeness = new float[model.Centres];
        model.FillLikeness(outputs, model.Distances(portrait), likeness);
        return likeness;
    }
}
