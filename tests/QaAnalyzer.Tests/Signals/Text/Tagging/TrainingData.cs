using QaAnalyzer.Signals.Text.Tagging;

namespace QaAnalyzer.Tests.Signals.Text.Tagging;

/// <summary>The shipped training rows, loaded once.</summary>
internal static class TrainingData
{
    private static readonly Lazy<IReadOnlyList<TrainingRow>> All = new(() => TaggerBuild.LoadRows(Path.Combine(Product.DataFolder, "training")));

    public static IReadOnlyList<TrainingRow> Rows => All.Value;

    public static IReadOnlyList<TrainingRow> Of(string language) => [.. Rows.Where(r => r.Id.StartsWith(language, StringComparison.Ordinal))];
}
