using QaAnalyzer.Agreement;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Builds and measures taggers; what <c>qa train tagger</c> and <c>qa evaluate tags</c> call.</summary>
public static class TaggerBuild
{
    /// <summary>All rows of a folder's <c>*.tsv</c>, in the order of file names.</summary>
    public static IReadOnlyList<TrainingRow> LoadRows(string folder) =>
        [.. Directory.GetFiles(folder, "*.tsv", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(TrainingRow.Load)];

    /// <summary>A share of the rows, spread over all files, the same every time.</summary>
    public static IReadOnlyList<TrainingRow> Share(IReadOnlyList<TrainingRow> rows, double share) =>
        share >= 1 ? rows : [.. rows.Where(r => Hash.Of(r.Id) < share * uint.MaxValue)];

    /// <summary>Trains on the rows and writes model, labels and figures into a folder.</summary>
    public static void Train(IReadOnlyList<TrainingRow> rows, string phraseFolder, string folder)
    {
        var trained = new TaggerTrainer(new(PhraseLists.Load(phraseFolder)), new()).Train(rows);
        Directory.CreateDirectory(folder);
        TaggerModel.Of(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), trained).Save(ModelFile(folder));
        File.WriteAllLines(Path.Combine(folder, "labels.txt"), TagVocabulary.Text);
        File.WriteAllText(Path.Combine(folder, "metrics.json"), TaggerMetrics.Of(rows, trained).ToJson());
    }

    /// <exception cref="Data.ModelException">The model is missing, damaged or of another version.</exception>
    public static ITagClassifier LoadClassifier(string folder) => new LinearTagger(TaggerModel.Load(ModelFile(folder)));

    /// <summary>Compares what is found in every row with its labels.</summary>
    public static TagEvaluation Evaluate(IReadOnlyList<TrainingRow> rows, string phraseFolder, ITagClassifier? classifier)
    {
        var phrases = new PhraseMatcher(PhraseLists.Load(phraseFolder));
        var workspace = new TextWorkspace(classifier);
        return new([.. rows.Select(row => new TaggedRow(row, workspace.Judge(phrases, row.Speaker, row.Text, row.Context.Length > 0 ? row.Context : null).Found))]);
    }

    private static string ModelFile(string folder) => Path.Combine(folder, "model.bin");
}
