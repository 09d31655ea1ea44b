using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning.Whole;

/// <summary>
/// Learns what the whole adds to out-of-fold linear outputs, and only where cross-validation shows that it does: a hundred reviews rarely
/// tell a whole from the sum of its parts.
/// </summary>
internal static class WholeTrainer
{
    /// <summary>At most so many training conversations are learned from and compared with; time and memory of training grow with their square.</summary>
    public const int MostCentres = 2048;

    /// <param name="lessons">Training conversations.</param>
    /// <param name="outputs">Their linear outputs beside a whole, out of fold.</param>
    /// <param name="alone">Their linear outputs without one, out of fold.</param>
    /// <param name="portraitsOf">Their portraits; asked for only when there are lessons enough.</param>
    /// <param name="targets">What people gave.</param>
    /// <param name="fold">Their folds.</param>
    /// <returns>The model, null when the linear outputs beside it do about as well, and the outputs that it makes of them, out of fold again.</returns>
    public static (WholeModel? Model, double[][] Outputs) Train(
        IReadOnlyList<Lesson> lessons, double[][] outputs, double[][] alone, Func<Portraits> portraitsOf, ScoreTargets targets, int[] fold)
    {
        if (lessons.Count < WholeFit.LeastLessons) return (null, alone);
        var portraits = portraitsOf();
        var scale = PortraitScale.Of(portraits.Portrait, portraits.Numbers);
        var chosen = Chosen(lessons);
        var points = chosen.Select(i => Coordinates(scale, portraits.Numbers[i])).ToArray();
        var centres = Centres.Of(points);
        var fit = new WholeFit(new(centres, points), targets.Residuals(chosen, outputs), [.. chosen.Select(i => fold[i])]);
        if (!fit.Helps) return (null, alone);

        WholeModel[] models =
        [
            .. Enumerable.Range(0, ScorerTrainer.Folds + 1).Select(f => new WholeModel
            {
                Portrait = portraits.Portrait,
                Scale = scale,
                Topics = portraits.Topics,
                Centres = centres,
                Coefficients = fit.Coefficients(without: f),
            }),
        ];
        double[][] corrected = [.. outputs.Select(o => o.ToArray())];
        Parallel.For(0, corrected.Length, i => models[fold[i]].AddTo(portraits.Numbers[i], corrected[i]));
        return (models[^1], corrected);
    }

    /// <summary>All of them, or a choice that has nothing to do with files, dates or folds.</summary>
    private static int[] Chosen(IReadOnlyList<Lesson> lessons) =>
    [
        .. Enumerable.Range(0, lessons.Count)
            .OrderBy(i => Hash.Mix(Hash.Of(lessons[i].Conversation) + 2)).ThenBy(i => lessons[i].Conversation, StringComparer.Ordinal)
            .Take(Math.Min(MostCentres, lessons.Count / Centres.Block * Centres.Block)),
    ];

    private static float[] Coordinates(PortraitScale scale, double[] portrait)
    {
        var coordinates = new float[scale.Width];
        scale.Fill(portrait, coordinates);
        return coordinates;
    }
}
