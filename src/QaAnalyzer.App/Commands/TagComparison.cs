using System.Globalization;
using QaAnalyzer.Agreement;
using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.App.Commands;

/// <summary>Prints tagger engines side by side: F1 with its 95 % interval per tag and in all, and utterances per second on one thread.</summary>
internal static class TagComparison
{
    private const int Width = 20;

    public static void Print(IReadOnlyList<TagContender> contenders)
    {
        Line("F1 (95 %)", "n", contenders.Select(c => c.Name));
        var tags = contenders.SelectMany(c => c.Evaluation.Tags).DistinctBy(f => f.Name).OrderBy(f => TagMask.IndexOf(f.Name));
        foreach (var tag in tags) Figures(tag.Name, tag.Positives, e => e.Tags.FirstOrDefault(f => f.Name == tag.Name));
        var first = contenders[0].Evaluation;
        Figures("micro", first.Micro.Positives, e => e.Micro);
        Figures($"macro ({first.Macro.Positives} tags)", first.Tags.Where(t => t.Positives >= TagEvaluation.MacroPositives).Sum(t => t.Positives), e => e.Macro);
        foreach (var slice in first.Slices) Figures("[" + slice.Name + "]", slice.Positives, e => e.Slices.First(f => f.Name == slice.Name));
        Line("utterances/s", "", contenders.Select(c => c.UtterancesPerSecond.ToString("0", CultureInfo.InvariantCulture)));

        void Figures(string name, int positives, Func<TagEvaluation, TagFigures?> figures) =>
            Line(name, positives.ToString(CultureInfo.InvariantCulture), contenders.Select(c => figures(c.Evaluation) is { } f ? Words(f) : "-"));
    }

    private static string Words(TagFigures figures) =>
        string.Create(CultureInfo.InvariantCulture, $"{figures.F1:0.000} ({figures.Low:0.00}-{figures.High:0.00})");

    private static void Line(string name, string positives, IEnumerable<string> columns) =>
        Console.WriteLine($"{name,-Width} {positives,5} {string.Concat(columns.Select(c => $"{c,Width}"))}");
}

/// <summary>What one engine reaches on some rows.</summary>
internal sealed record TagContender(string Name, TagEvaluation Evaluation, double UtterancesPerSecond)
{
    public static TagContender Of(string name, ITagClassifier? classifier, IReadOnlyList<TrainingRow> rows, string phraseFolder) =>
        new(name, TaggerBuild.Evaluate(rows, phraseFolder, classifier), TaggerBuild.UtterancesPerSecond(rows, phraseFolder, classifier));
}
