using System.Text.Json;
using QaAnalyzer.Conversations;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Learning.Moods;

/// <summary>Builds and measures mood models; what <c>qa train mood</c> and <c>qa evaluate mood</c> call.</summary>
public sealed class MoodBuild
{
    /// <summary>With fewer conversations some part of the cross-validation would be empty.</summary>
    public const int LeastGroups = 10;

    /// <summary>Of the figures that go with a model.</summary>
    private const int FigureFolds = 5;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly IReadOnlyList<Lesson> _lessons;

    private readonly bool _rated;

    private MoodBuild(IReadOnlyList<Lesson> lessons, bool rated) => (_lessons, _rated) = (lessons, rated);

    /// <summary>Labelled utterances.</summary>
    public int Utterances => _lessons.Count;

    /// <summary>Conversations, or files of rows, that they come from.</summary>
    public int Groups => _lessons.Select(l => l.Group).Distinct(StringComparer.Ordinal).Count();

    /// <exception cref="FormatException">A label fits no customer utterance.</exception>
    public static MoodBuild Of(IReadOnlyList<Conversation> conversations, IReadOnlyList<MoodGold> gold) =>
        new(MoodLessons.Of(conversations, gold), rated: true);

    /// <summary>The tagger's training rows, read as moods by their tags.</summary>
    public static MoodBuild Of(IReadOnlyList<TrainingRow> rows) => new(MoodLessons.Of(rows), rated: false);

    /// <summary>Trains on all and writes model and cross-validated figures into a folder, whose name is the model's id.</summary>
    public MoodFigures Train(string folder)
    {
        Directory.CreateDirectory(folder);
        WriteModel(folder);
        var figures = CrossValidate(FigureFolds);
        File.WriteAllText(Path.Combine(folder, "metrics.json"), JsonSerializer.Serialize(new { utterances = Utterances, groups = Groups, crossValidated = figures }, Json) + "\n");
        return figures;
    }

    internal void WriteModel(string folder) =>
        MoodFile.Save(MoodTrainer.Train(_lessons, Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), _rated), MoodReader.FileOf(folder));

    /// <summary>Figures over utterances of conversations that neither training nor the choice of strength and rule saw.</summary>
    /// <param name="folds">At least 2.</param>
    /// <param name="partition">Another number makes other folds.</param>
    public MoodFigures CrossValidate(int folds, int partition = 1)
    {
        var fold = MoodTrainer.FoldsOf(_lessons, folds, partition);
        var pairs = new List<(Mood, Mood)>();
        for (var f = 0; f < folds; f++)
        {
            var model = MoodTrainer.Train([.. _lessons.Where((_, i) => fold[i] != f)], "evaluation", _rated);
            pairs.AddRange(_lessons.Where((_, i) => fold[i] == f).Select(l => Pair(model, l)));
        }

        return MoodFigures.Of(pairs);
    }

    /// <summary>Figures of a model on all the labelled utterances.</summary>
    public MoodFigures Evaluate(MoodReader reader) => MoodFigures.Of([.. _lessons.Select(l => Pair(reader.Model, l))]);

    private static (Mood Told, Mood Truth) Pair(MoodModel model, Lesson lesson) =>
        (model.Rule.Of(model.Probabilities(lesson.Circumstances, lesson.Grams)), MoodTrainer.MoodOf(lesson));
}
