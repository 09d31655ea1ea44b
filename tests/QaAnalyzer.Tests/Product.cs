using QaAnalyzer.Conversations;
using QaAnalyzer.Learning.Fairness;
using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Rubrics;
using QaAnalyzer.Scoring;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Text.Tagging;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer.Tests;

/// <summary>The shipped data, loaded once: rubrics and phrase lists as users get them.</summary>
internal static class Product
{
    public static string DataFolder { get; } = Path.Combine(AppContext.BaseDirectory, "data");

    /// <summary>The folder of the solution: some tests read what stands in it beside code.</summary>
    public static string Repository { get; } = Above(AppContext.BaseDirectory);

    private static readonly Lazy<TextDetector> PhraseLists = new(() => TextDetector.Load(Path.Combine(DataFolder, "phrases"), classifier: null));
    private static readonly Lazy<TextDetector> TextWithTagger = new(() => TextDetector.Load(Path.Combine(DataFolder, "phrases"), TaggerBuild.LoadClassifier(Path.Combine(AppContext.BaseDirectory, "models", "tagger.v1"))));
    private static readonly Lazy<MoodReader> ShippedMoods = new(() => MoodReader.Load(Path.Combine(AppContext.BaseDirectory, "models", "mood.v1")));
    private static readonly Lazy<RubricCatalog> Catalog = new(() => RubricCatalog.Load(Path.Combine(DataFolder, "rubrics")));

    /// <summary>The phrase lists alone.</summary>
    public static TextDetector Phrases => PhraseLists.Value;

    /// <summary>Phrase lists and the shipped classifier, as the product runs.</summary>
    public static TextDetector Text => TextWithTagger.Value;

    public static OverlapDetector Overlaps { get; } = OverlapDetector.Load(Path.Combine(DataFolder, "timing"));

    /// <summary>The shipped mood model.</summary>
    public static MoodReader Moods => ShippedMoods.Value;

    public static RubricCatalog Rubrics => Catalog.Value;

    public static IReadOnlyList<ISignalDetector> Detectors { get; } = AnalysisPipeline.StandardDetectors(Text, Overlaps);

    public static SiteSettings Site { get; } = SiteSettings.Load(Path.Combine(DataFolder, "site"));

    public static FairnessSwaps Fairness { get; } = FairnessSwaps.Load(Path.Combine(DataFolder, "fairness"));

    public static Rubric Rubric(string id) => Rubrics.Find(id)!;

    public static ConversationAnalysis Analyze(Conversation conversation, string rubric = "process-check") =>
        new AnalysisPipeline(Rubric(rubric), Detectors, Site).Analyze(conversation);

    /// <summary>Signals of the standard detectors as <c>utterance tag</c>.</summary>
    public static IReadOnlyList<string> TagsOf(Conversation conversation) =>
        [.. Analyze(conversation).Signals.Select(s => $"{s.Utterance} {s.Tag}")];

    public static Draft DraftOf(Conversation conversation, string rubric, string criterion) =>
        Analyze(conversation, rubric).Drafts.Single(d => d.Criterion == criterion);

    private static string Above(string start)
    {
        var folder = new DirectoryInfo(start);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "QaAnalyzer.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("QaAnalyzer.sln is in no folder above the tests");
    }
}
