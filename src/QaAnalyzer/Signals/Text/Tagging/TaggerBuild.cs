using QaAnalyzer.Agreement;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Builds and measures taggers; what <c>qa train tagger</c> and <c>qa evaluate tags</c> call.</summary>
public static class TaggerBuild
{
    /// <summary>All rows of a folder's <c>*.tsv</c>, in the order of file names.</summary>
    public static IReadOnlyList<TrainingRow> LoadRows(string folder) =>
        [.. Directory.GetFiles(folder, "*.tsv", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(TrainingRow.Load)];

    /// <summary>Trains on the rows and writes the model file.</summary>
    public static void Train(IReadOnlyList<TrainingRow> rows, string phraseFolder, string id, string path, int bits, double lengthPower, int epochs, float rate, float decay)
    {
        var settings = new TaggerSettings { Bits = bits, Trainer = new() { LengthPower = lengthPower, Epochs = epochs, LearningRate = rate, Decay = decay } };
        var trained = new TaggerTrainer(new(PhraseLists.Load(phraseFolder)), settings).Train(rows);
        TaggerModel.Of(id, trained).Save(path);
    }

    /// <summary>Tags that phrases and, when given, the classifier find in every row.</summary>
    public static TagEvaluation Evaluate(IReadOnlyList<TrainingRow> rows, string phraseFolder, ITagClassifier? classifier)
    {
        var phrases = new PhraseMatcher(PhraseLists.Load(phraseFolder));
        var scratch = new PhraseScratch();
        var (text, context) = (new NormalizedText(), new NormalizedText());
        var probabilities = new float[TagVocabulary.Text.Count];
        var tagged = new List<TaggedRow>();
        foreach (var row in rows)
        {
            text.Set(row.Text);
            context.Set(row.Context);
            var found = phrases.Tags(text, row.Context.Length > 0 ? row.Context : null, row.Speaker, scratch);
            if (classifier is not null)
            {
                classifier.Classify(new(row.Speaker, text, context, found), probabilities);
                var chinese = row.Id.StartsWith("zh", StringComparison.Ordinal);
                found = 0;
                for (var t = 0; t < probabilities.Length; t++)
                {
                    if (probabilities[t] > 0 && probabilities[t] >= classifier.Threshold(t, chinese)) found |= 1ul << t;
                }
            }

            tagged.Add(new(row, found));
        }

        return new(tagged);
    }
}
