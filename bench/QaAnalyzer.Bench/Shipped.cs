using QaAnalyzer.Learning.Moods;
using QaAnalyzer.Signals;
using QaAnalyzer.Signals.Text;
using QaAnalyzer.Signals.Text.Tagging;
using QaAnalyzer.Signals.Timing;

namespace QaAnalyzer.Bench;

/// <summary>Data and models as users get them, beside the benchmark.</summary>
internal static class Shipped
{
    public static string Rubrics => Path.Combine(AppContext.BaseDirectory, "data", "rubrics");

    public static string Phrases => Path.Combine(AppContext.BaseDirectory, "data", "phrases");

    public static SiteSettings Site => SiteSettings.Load(Path.Combine(AppContext.BaseDirectory, "data", "site"));

    public static ITagClassifier Classifier() => TaggerBuild.LoadClassifier(Path.Combine(AppContext.BaseDirectory, "models", "tagger.v1"));

    public static MoodReader Moods() => MoodReader.Load(Path.Combine(AppContext.BaseDirectory, "models", "mood.v1"));

    public static IReadOnlyList<ISignalDetector> Detectors() => AnalysisPipeline.StandardDetectors(
        TextDetector.Load(Phrases, Classifier()), OverlapDetector.Load(Path.Combine(AppContext.BaseDirectory, "data", "timing")));
}
