using System.Diagnostics;
using QaAnalyzer.Agreement;

namespace QaAnalyzer.Signals.Text.Tagging;

/// <summary>Builds and measures taggers; what <c>qa train tagger</c> and <c>qa evaluate tags</c> call.</summary>
public static class TaggerBuild
{
    /// <summary>Long enough for the compiler to have optimised what runs.</summary>
    private static readonly TimeSpan MeasuredTime = TimeSpan.FromSeconds(1);

    /// <summary>All rows of a folder's <c>*.tsv</c>, in the order of file names.</summary>
    public static IReadOnlyList<TrainingRow> LoadRows(string folder) =>
        [.. Directory.GetFiles(folder, "*.tsv", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(TrainingRow.Load)];

    /// <summary>A share of the rows, spread over all files, the same every time.</summary>
    public static IReadOnlyList<TrainingRow> Share(IReadOnlyList<TrainingRow> rows, double share) =>
        share >= 1 ? rows : [.. rows.Where(r => Hash.Of(r.Id) < share * uint.MaxValue)];

    /// <summary>Trains on the rows and writes model, labels and figures into a folder.</summary>
    public static void Train(IReadOnlyList<TrainingRow> rows, string phraseFolder, string folder)
    {
        var trained = new TaggerTrainer(PhraseMatcher.Load(phraseFolder), new()).Train(rows);
        var decisions = trained.Agent.Decisions.Concat(trained.Customer.Decisions).ToList();
        WriteFigures(folder, TaggerMetrics.Of(rows, trained.Agent.Hashes.Count, trained.Customer.Hashes.Count, decisions));
        TaggerModel.Of(IdOf(folder), trained).Save(ModelFile(folder));
    }

    /// <summary>A model's folder is named after its id.</summary>
    internal static string IdOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));

    /// <summary>What stands beside a model of any engine: labels in order and figures.</summary>
    internal static void WriteFigures(string folder, TaggerMetrics metrics)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, "labels.txt"), TagVocabulary.Text);
        File.WriteAllText(Path.Combine(folder, "metrics.json"), metrics.ToJson());
    }

    /// <exception cref="Data.ModelException">The model is missing, damaged or of another version.</exception>
    public static ITagClassifier LoadClassifier(string folder) => new LinearTagger(TaggerModel.Load(ModelFile(folder)));

    /// <summary>Compares what is found in every row with its labels.</summary>
    public static TagEvaluation Evaluate(IReadOnlyList<TrainingRow> rows, string phraseFolder, ITagClassifier? classifier)
    {
        var judge = Judge(phraseFolder, classifier);
        return new([.. rows.Select(row => new TaggedRow(row, judge(row)))]);
    }

    /// <summary>How many utterances a second one thread normalises, matches and classifies: the best of several passes over the rows.</summary>
    public static double UtterancesPerSecond(IReadOnlyList<TrainingRow> rows, string phraseFolder, ITagClassifier? classifier)
    {
        const int LeastPasses = 5;
        if (rows.Count == 0) return 0;
        var judge = Judge(phraseFolder, classifier);
        var best = TimeSpan.MaxValue;
        var watch = Stopwatch.StartNew();
        for (var pass = 0; pass < LeastPasses || watch.Elapsed < MeasuredTime; pass++)
        {
            var start = watch.Elapsed;
            foreach (var row in rows) judge(row);
            if (watch.Elapsed - start is var taken && taken < best) best = taken;
        }

        return rows.Count / best.TotalSeconds;
    }

    private static Func<TrainingRow, ulong> Judge(string phraseFolder, ITagClassifier? classifier)
    {
        var workspace = new TextWorkspace(PhraseMatcher.Load(phraseFolder), classifier);
        return row => workspace.Judge(row.Speaker, row.Text, row.Context.Length > 0 ? row.Context : null).Found;
    }

    private static string ModelFile(string folder) => Path.Combine(folder, "model.bin");
}
